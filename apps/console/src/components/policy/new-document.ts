/** What an editor begins with: a whole policy that allows nothing dangerous, to be written over. */
export const newDocument = `{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": [
                "iam:GetUser"
            ],
            "Resource": "*"
        }
    ]
}
`;
