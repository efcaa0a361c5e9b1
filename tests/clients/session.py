"""An ordinary session with boto3, which prints what it saw as JSON, step by step."""

import io
import json
import sys
import time

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError, WaiterError

ROTATION_FUNCTION = sys.argv[1]
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::111122223333:user/operator"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)


def document(action, resource):
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


seen = {}


def refusal(call):
    try:
        return call()
    except ClientError as error:
        return [error.response["Error"]["Code"], error.response["Error"]["Message"]]


iam = boto3.client("iam")
sts = boto3.client("sts")
s3 = boto3.client("s3")
secrets = boto3.client("secretsmanager")

seen["who"] = sts.get_caller_identity()["Arn"]

# Users, roles and policies, each with its waiter.
iam.create_user(UserName="alice", Path="/ml/", Tags=[{"Key": "team", "Value": "ml"}])
iam.get_waiter("user_exists").wait(UserName="alice")
iam.create_role(RoleName="reader", AssumeRolePolicyDocument=TRUST)
iam.get_waiter("role_exists").wait(RoleName="reader")
policy = iam.create_policy(
    PolicyName="read", PolicyDocument=document("s3:GetObject", "arn:aws:s3:::data/*")
)["Policy"]["Arn"]
iam.get_waiter("policy_exists").wait(PolicyArn=policy)
iam.create_instance_profile(InstanceProfileName="reader")
iam.get_waiter("instance_profile_exists").wait(InstanceProfileName="reader")
iam.add_role_to_instance_profile(InstanceProfileName="reader", RoleName="reader")
try:
    iam.get_waiter("user_exists").wait(
        UserName="nobody", WaiterConfig={"Delay": 0, "MaxAttempts": 2}
    )
except WaiterError as error:
    seen["waiting for nobody"] = str(error)

# botocore decodes documents; the versions and what is the default.
iam.attach_role_policy(RoleName="reader", PolicyArn=policy)
version = iam.create_policy_version(
    PolicyArn=policy,
    PolicyDocument=document(["s3:GetObject", "s3:ListBucket"], "*"),
    SetAsDefault=False,
)["PolicyVersion"]["VersionId"]
seen["document"] = iam.get_policy_version(PolicyArn=policy, VersionId="v1")["PolicyVersion"][
    "Document"
]["Statement"]
seen["versions"] = [
    [each["VersionId"], each["IsDefaultVersion"]]
    for each in iam.list_policy_versions(PolicyArn=policy)["Versions"]
]
seen["delete while attached"] = refusal(lambda: iam.delete_policy(PolicyArn=policy))
iam.update_user(UserName="alice", NewPath="/research/")
seen["moved"] = iam.get_user(UserName="alice")["User"]["Arn"]
iam.create_group(GroupName="readers")
iam.add_user_to_group(GroupName="readers", UserName="alice")
iam.put_group_policy(GroupName="readers", PolicyName="p", PolicyDocument=document("sts:*", "*"))
seen["group"] = [user["UserName"] for user in iam.get_group(GroupName="readers")["Users"]]

# Paginators.
for number in range(12):
    iam.create_role(RoleName=f"worker-{number:02}", AssumeRolePolicyDocument=TRUST)
pages = list(iam.get_paginator("list_roles").paginate(PaginationConfig={"PageSize": 5}))
seen["pages of roles"] = [len(each["Roles"]) for each in pages]
pages = list(
    iam.get_paginator("get_account_authorization_details").paginate(
        PaginationConfig={"PageSize": 4}
    )
)
lists = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")
seen["pages of details"] = [sum(len(page[name]) for name in lists) for page in pages]
seen["in the details"] = {name: sum(len(page[name]) for page in pages) for name in lists}
seen["profile in the details"] = [
    profile["InstanceProfileName"]
    for page in pages
    for role in page["RoleDetailList"]
    for profile in role["InstanceProfileList"]
]

# S3: what a session of the role may read, and what not.
s3.create_bucket(Bucket="training-data")
s3.get_waiter("bucket_exists").wait(Bucket="training-data")
s3.put_object(Bucket="training-data", Key="train/a b+c.csv", Body=b"1,2,3")
s3.put_object(Bucket="training-data", Key="secret/x", Body=b"hidden")
large = bytes(range(256)) * 4 * 1024 * 6
s3.upload_fileobj(
    io.BytesIO(large),
    "training-data",
    "train/large",
    Config=TransferConfig(multipart_threshold=5 * 1024 * 1024, multipart_chunksize=5 * 1024 * 1024),
)
back = io.BytesIO()
s3.download_fileobj("training-data", "train/large", back)
seen["large object comes back"] = back.getvalue() == large
seen["etag of the large object"] = s3.head_object(Bucket="training-data", Key="train/large")[
    "ETag"
].split("-")[-1]
seen["keys"] = [
    item["Key"]
    for page in s3.get_paginator("list_objects_v2").paginate(
        Bucket="training-data", PaginationConfig={"PageSize": 1}
    )
    for item in page["Contents"]
]
iam.put_role_policy(
    RoleName="reader",
    PolicyName="data",
    PolicyDocument=document("s3:GetObject", "arn:aws:s3:::training-data/train/*"),
)
given = sts.assume_role(RoleArn="arn:aws:iam::111122223333:role/reader", RoleSessionName="job")[
    "Credentials"
]
session = boto3.Session(
    aws_access_key_id=given["AccessKeyId"],
    aws_secret_access_key=given["SecretAccessKey"],
    aws_session_token=given["SessionToken"],
)
reader = session.client("s3")
seen["permitted read"] = (
    reader.get_object(Bucket="training-data", Key="train/a b+c.csv")["Body"].read().decode()
)
seen["denied read"] = refusal(lambda: reader.get_object(Bucket="training-data", Key="secret/x"))
seen["denied in IAM"] = refusal(lambda: session.client("iam").list_users())
seen["denied in Secrets Manager"] = refusal(
    lambda: session.client("secretsmanager").list_secrets()
)
seen["denied by trust"] = refusal(
    lambda: session.client("sts").assume_role(
        RoleArn="arn:aws:iam::111122223333:role/worker-00", RoleSessionName="chained"
    )
)

# A secret, made and rotated.
secrets.create_secret(Name="ml/password", SecretString="first")
secrets.rotate_secret(SecretId="ml/password", RotationLambdaARN=ROTATION_FUNCTION)
for _ in range(100):
    value = secrets.get_secret_value(SecretId="ml/password")["SecretString"]
    if value != "first":
        break
    time.sleep(0.05)
seen["rotated"] = value
seen["before it"] = secrets.get_secret_value(SecretId="ml/password", VersionStage="AWSPREVIOUS")[
    "SecretString"
]
seen["secret in the region only"] = refusal(
    lambda: boto3.client("secretsmanager", region_name="eu-west-1").describe_secret(
        SecretId="ml/password"
    )
)
secrets.delete_secret(SecretId="ml/password", RecoveryWindowInDays=7)
seen["read while being deleted"] = refusal(
    lambda: secrets.get_secret_value(SecretId="ml/password")
)

# Everything is taken away again.
iam.remove_user_from_group(GroupName="readers", UserName="alice")
iam.delete_group_policy(GroupName="readers", PolicyName="p")
iam.delete_group(GroupName="readers")
iam.delete_user(UserName="alice")
iam.remove_role_from_instance_profile(InstanceProfileName="reader", RoleName="reader")
iam.delete_instance_profile(InstanceProfileName="reader")
seen["delete with policies"] = refusal(lambda: iam.delete_role(RoleName="reader"))
iam.delete_role_policy(RoleName="reader", PolicyName="data")
iam.detach_role_policy(RoleName="reader", PolicyArn=policy)
for page in iam.get_paginator("list_roles").paginate():
    for role in page["Roles"]:
        iam.delete_role(RoleName=role["RoleName"])
iam.delete_policy_version(PolicyArn=policy, VersionId=version)
iam.delete_policy(PolicyArn=policy)
bucket = boto3.resource("s3").Bucket("training-data")
bucket.objects.all().delete()
bucket.delete()
seen["left"] = [
    [role["RoleName"] for role in iam.list_roles()["Roles"]],
    iam.list_policies(Scope="Local")["Policies"],
    [user["UserName"] for user in iam.list_users()["Users"]],
    s3.list_buckets()["Buckets"],
]

print(json.dumps(seen))
