// Metadata of an identity provider that nobody is.

/** Nobody has the key any more. */
const certificate = [
  "MIIBjDCCATGgAwIBAgIUR36E9bqSFpZDQLaK0FVbNDsdrE0wCgYIKoZIzj0EAwIwGjEYMBYGA1UEAwwPaWRwLmV4YW1w",
  "bGUub3JnMCAXDTI2MTEyNDE1MTI1M1oYDzIxMjYxMDMxMTUxMjUzWjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5vcmcw",
  "WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATTQg9sfRe0SF+han/fjkKcF9ivOrYaymKNhL4ioWLDbIAyKSMgDNgKXJZ8",
  "2q5lNsHRvhRtiEtFPUtORO+QQTyOo1MwUTAdBgNVHQ4EFgQUBwI5PJ49fTA9CGbc8hXHhay7kjUwHwYDVR0jBBgwFoAU",
  "BwI5PJ49fTA9CGbc8hXHhay7kjUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA6lv/I9vHfG34bNA6",
  "hQNj5u9IC5DWRevVEdgBnkpPhoACIQDxJW8cRZhA3eHLw5RAnfhtgWHPzxHOY8lVMKzD0ve8yw==",
].join("");
export const sampleSamlMetadata = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.org/saml">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
        <ds:X509Certificate>${certificate}</ds:X509Certificate>
      </ds:X509Data></ds:KeyInfo>
    </md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.org/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
