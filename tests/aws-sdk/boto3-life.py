# The whole life of a device with boto3 as it comes. Prints one JSON object; the test beside this file judges it.

import datetime
import json
import os
import subprocess
import tempfile

import boto3
import botocore.config
import botocore.exceptions

endpoint = os.environ["SALLYPORT"]
config = botocore.config.Config(retries={"total_max_attempts": 1})
root = boto3.Session()


def client(service, session=root):
    return session.client(service, endpoint_url=endpoint, config=config)


def session_of(credentials):
    return boto3.Session(
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"),
    )


def refusal(call, **arguments):
    try:
        call(**arguments)
    except botocore.exceptions.ClientError as error:
        answer = error.response
        return [
            type(error).__name__,
            answer["Error"]["Code"],
            answer["Error"]["Message"],
            answer["ResponseMetadata"]["HTTPStatusCode"],
        ]
    return "it was not refused"


def scan(png):
    with tempfile.NamedTemporaryFile(suffix=".png") as picture:
        picture.write(png)
        picture.flush()
        uri = subprocess.run(
            ["zbarimg", "-q", "--raw", picture.name], check=True, capture_output=True, text=True
        ).stdout
    return uri.split("secret=")[1].split("&")[0].strip()


def code(secret, step):
    moment = datetime.datetime.fromtimestamp(step * 30, datetime.timezone.utc)
    now = moment.strftime("%Y-%m-%d %H:%M:%S UTC")
    command = ["oathtool", "--totp", "--base32", "--now", now, secret]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def step():
    return int(datetime.datetime.now().timestamp() // 30)


iam = client("iam")
iam.create_user(UserName="carol")
keys = iam.create_access_key(UserName="carol")["AccessKey"]
carol = session_of(keys)
told = {}

made = iam.create_virtual_mfa_device(VirtualMFADeviceName="carol-phone")["VirtualMFADevice"]
serial = made["SerialNumber"]
secret = scan(made["QRCodePNG"])
told["seedIsThePictures"] = made["Base32StringSeed"].decode() == secret

device = {"UserName": "carol", "SerialNumber": serial}
first = step() - 2
codes = {"AuthenticationCode1": code(secret, first), "AuthenticationCode2": code(secret, first + 1)}
told["sameCodeTwice"] = refusal(
    client("iam", carol).enable_mfa_device,
    **device,
    AuthenticationCode1=codes["AuthenticationCode1"],
    AuthenticationCode2=codes["AuthenticationCode1"],
)
client("iam", carol).enable_mfa_device(**device, **codes)
told["listed"] = [one["SerialNumber"] for one in client("iam", carol).list_mfa_devices()["MFADevices"]]

sts = client("sts", carol)
now = step()
typed = {"SerialNumber": serial, "TokenCode": code(secret, now)}
mfa = session_of(sts.get_session_token(**typed)["Credentials"])
told["usedCode"] = refusal(sts.get_session_token, **typed)
near = {code(secret, now + distance) for distance in range(-4, 5)}
wrong = next(text for text in (f"{number:06}" for number in range(100)) if text not in near)
told["wrongCode"] = refusal(sts.get_session_token, SerialNumber=serial, TokenCode=wrong)
told["otherDevice"] = refusal(
    sts.get_session_token, SerialNumber=serial + "x", TokenCode=code(secret, now + 1)
)
told["codeAlone"] = refusal(sts.get_session_token, TokenCode=code(secret, now + 1))
told["arn"] = client("sts", mfa).get_caller_identity()["Arn"]

late = now - 21
client("iam", mfa).resync_mfa_device(
    **device,
    AuthenticationCode1=code(secret, late),
    AuthenticationCode2=code(secret, late + 1),
)
told["withoutMfa"] = refusal(client("iam", carol).deactivate_mfa_device, **device)
client("iam", mfa).deactivate_mfa_device(**device)
told["afterwards"] = refusal(client("iam", mfa).get_user)
iam.delete_virtual_mfa_device(SerialNumber=serial)
told["left"] = client("iam").list_virtual_mfa_devices()["VirtualMFADevices"]

plain = session_of(sts.get_session_token()["Credentials"])
told["sessionWithoutMfa"] = refusal(client("iam", plain).get_user)
pages = iam.get_paginator("list_users").paginate(PaginationConfig={"PageSize": 1})
told["users"] = [user["UserName"] for page in pages for user in page["Users"]]
presigned = client("sts").generate_presigned_url("get_caller_identity", HttpMethod="GET")
told["presigned"] = presigned
print(json.dumps(told))
