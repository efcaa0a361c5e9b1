// Identity pools that give nothing to guests.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
import { cognitoIdentity } from '@leastwise/aws/cognito-identity';
import { deny, principal, resourceControlPolicy } from '@leastwise/policy';

export default resourceControlPolicy(
  deny(cognitoIdentity.GetId, cognitoIdentity.GetCredentialsForIdentity, cognitoIdentity.GetOpenIdToken)
    .to(principal.anyone)
    .onAnyResource()
    .when(cognitoIdentity.keys.cognitoIdentityUnauthIdentityPoolArn.asString.like('*'))
    .sid('DenyUnauthenticatedIdentityPoolAccess'),
);
