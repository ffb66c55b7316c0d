// The condition keys that an assertion fills (AWS's list of SAML keys for trust policies), and what the session keeps of them.

import type { AssertionFacts } from "../ports.ts";

export interface SamlSubject {
  readonly name: string;
  /** `persistent`, `transient`, or another format's whole name. */
  readonly type: string;
  readonly nameQualifier: string;
}

const ownFormats = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

/** AWS leaves SAML 2.0's own prefix out, and no other. */
export function subjectType(format: string): string {
  return format.startsWith(ownFormats) ? format.slice(ownFormats.length) : format;
}

/** What the role's trust policy may ask about. */
export function samlTrustKeys(
  facts: AssertionFacts,
  subject: SamlSubject,
  provider: { readonly accountId: string; readonly name: string },
): Readonly<Record<string, string | readonly string[]>> {
  const named = Object.entries(attributeKeys).flatMap(([attribute, key]) => {
    const values = facts.attributes.get(attribute) ?? [];
    return values.length === 0 ? [] : [[key, values] as const];
  });
  return {
    ...Object.fromEntries(named),
    ...samlSessionKeys(subject),
    // AWS: "from the SAML Recipient field in the assertion, not the Audience field".
    "saml:aud": facts.confirmation.recipient,
    "saml:doc": `${provider.accountId}/${provider.name}`,
    "saml:iss": facts.issuer,
  };
}

/** What policies may ask about with every request of the session. */
export function samlSessionKeys(subject: SamlSubject): Readonly<Record<string, string>> {
  return {
    "saml:namequalifier": subject.nameQualifier,
    "saml:sub": subject.name,
    "saml:sub_type": subject.type,
  };
}

const eduPerson = "urn:oid:1.3.6.1.4.1.5923.1.1.1.";
const eduOrg = "urn:oid:1.3.6.1.4.1.5923.1.2.1.";
const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

/** AWS's mapping of attributes, by their Name: eduPerson and eduOrg, Active Directory, X.500. */
const attributeKeys: Readonly<Record<string, string>> = {
  [`${eduPerson}1`]: "saml:eduPersonAffiliation",
  [`${eduPerson}2`]: "saml:eduPersonNickname",
  [`${eduPerson}3`]: "saml:eduPersonOrgDN",
  [`${eduPerson}4`]: "saml:eduPersonOrgUnitDN",
  [`${eduPerson}5`]: "saml:eduPersonPrimaryAffiliation",
  [`${eduPerson}6`]: "saml:eduPersonPrincipalName",
  [`${eduPerson}7`]: "saml:eduPersonEntitlement",
  [`${eduPerson}8`]: "saml:eduPersonPrimaryOrgUnitDN",
  [`${eduPerson}9`]: "saml:eduPersonScopedAffiliation",
  [`${eduPerson}10`]: "saml:eduPersonTargetedID",
  [`${eduPerson}11`]: "saml:eduPersonAssurance",
  [`${eduOrg}2`]: "saml:eduOrgHomePageURI",
  [`${eduOrg}3`]: "saml:eduOrgIdentityAuthNPolicyURI",
  [`${eduOrg}4`]: "saml:eduOrgLegalName",
  [`${eduOrg}5`]: "saml:eduOrgSuperiorURI",
  [`${eduOrg}6`]: "saml:eduOrgWhitePagesURI",
  [`${claims}name`]: "saml:name",
  "http://schemas.xmlsoap.org/claims/CommonName": "saml:commonName",
  [`${claims}givenname`]: "saml:givenName",
  [`${claims}surname`]: "saml:surname",
  [`${claims}emailaddress`]: "saml:mail",
  "http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid": "saml:primaryGroupSID",
  "urn:oid:2.5.4.3": "saml:cn",
  "urn:oid:2.5.4.4": "saml:surname",
  "urn:oid:2.5.4.42": "saml:givenName",
  "urn:oid:2.5.4.45": "saml:x500UniqueIdentifier",
  "urn:oid:0.9.2342.19200300.100.1.1": "saml:uid",
  "urn:oid:0.9.2342.19200300.100.1.3": "saml:mail",
  "urn:oid:0.9.2342.19200300.100.1.45": "saml:organizationStatus",
};
