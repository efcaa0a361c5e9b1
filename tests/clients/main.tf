terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

# The endpoint, the region and the credentials come from the environment.
provider "aws" {
  s3_use_path_style = true
  default_tags { tags = { team = "ml" } }
}

variable "description" {
  default = "Trains models"
}

variable "actions" {
  type    = list(string)
  default = ["s3:GetObject", "s3:ListBucket"]
}

resource "aws_iam_policy" "read" {
  name = "read"
  path = "/ml/"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = var.actions, Resource = "*" },
    ]
  })
}

resource "aws_iam_role" "training" {
  name                 = "training"
  description          = var.description
  max_session_duration = 7200
  permissions_boundary = aws_iam_policy.read.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com", AWS = aws_iam_user.alice.arn }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "read" {
  role       = aws_iam_role.training.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_role_policy" "logs" {
  name   = "logs"
  role   = aws_iam_role.training.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
}

resource "aws_iam_instance_profile" "training" {
  name = "training"
  role = aws_iam_role.training.name
}

resource "aws_iam_user" "alice" {
  name = "alice"
  path = "/ml/"
}

resource "aws_iam_access_key" "alice" {
  user = aws_iam_user.alice.name
}

resource "aws_iam_group" "scientists" {
  name = "scientists"
}

resource "aws_iam_user_group_membership" "alice" {
  user   = aws_iam_user.alice.name
  groups = [aws_iam_group.scientists.name]
}

resource "aws_iam_group_policy_attachment" "read" {
  group      = aws_iam_group.scientists.name
  policy_arn = aws_iam_policy.read.arn
}

resource "aws_iam_openid_connect_provider" "github" {
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length        = 14
  require_numbers                = true
  allow_users_to_change_password = true
}

resource "aws_secretsmanager_secret" "password" {
  name                    = "ml/password"
  recovery_window_in_days = 7
}

resource "aws_secretsmanager_secret_version" "password" {
  secret_id     = aws_secretsmanager_secret.password.id
  secret_string = "correct horse"
}

resource "aws_secretsmanager_secret_policy" "password" {
  secret_arn = aws_secretsmanager_secret.password.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.training.arn }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "assume" {
  statement {
    actions   = ["sts:AssumeRole"]
    resources = [aws_iam_role.training.arn]
  }
}

output "account" {
  value = data.aws_caller_identity.current.account_id
}
