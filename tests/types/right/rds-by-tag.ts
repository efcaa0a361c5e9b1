// Databases of a stage and of their owner.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_rds_tag-owner.html
import { rds } from '@leastwise/aws/rds';
import { allow, policy } from '@leastwise/policy';

export default policy(
  allow(rds.match('Describe*'), rds.match('List*')).onAnyResource(),
  allow(rds.DeleteDBInstance, rds.RebootDBInstance, rds.ModifyDBInstance)
    .onAnyResource()
    .when(rds.keys.dbTag('Owner').equalsIgnoreCase('${aws:username}')),
  allow(rds.ModifyOptionGroup, rds.DeleteOptionGroup)
    .onAnyResource()
    .when(rds.keys.ogTag('Owner').equalsIgnoreCase('${aws:username}')),
  allow(rds.ModifyDBParameterGroup, rds.ResetDBParameterGroup)
    .onAnyResource()
    .when(rds.keys.pgTag('Owner').equalsIgnoreCase('${aws:username}')),
);
