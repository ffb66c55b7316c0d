import type { AuthenticatorApp } from "../../support/authenticator-app.ts";
import type { Visitor } from "../../support/visitor.ts";

export interface RootUser {
  readonly email: string;
  readonly password: string;
}

export interface IamUser {
  readonly accountId: string;
  readonly userName: string;
  readonly password: string;
}

/** `/signin` and the steps after the password. */
export class SignIn {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  /** Types the root user's e-mail address and password, from the page "Sign in" on. */
  async asRoot({ email, password }: RootUser): Promise<void> {
    const visitor = this.#visitor;
    await visitor.isAt("Sign in");
    await visitor.choose("Root user");
    await visitor.type("Email address", email);
    await visitor.press("Next");
    await visitor.isAt("Root user sign in");
    await visitor.type("Password", password);
    await visitor.press("Sign in");
  }

  /** Opens the console sign-in link, which fills in the account. */
  async asUser({ accountId, userName, password }: IamUser): Promise<void> {
    const visitor = this.#visitor;
    await visitor.open(`/signin/${accountId}`);
    await visitor.type("User name", userName);
    await visitor.type("Password", password);
    await visitor.press("Sign in");
  }

  async submitCode(code: string): Promise<void> {
    const visitor = this.#visitor;
    await visitor.isAt("Multi-factor authentication");
    await visitor.type("MFA code", code);
    await visitor.press("Submit");
  }

  async submitFreshCode(app: AuthenticatorApp): Promise<void> {
    await this.#visitor.isAt("Multi-factor authentication");
    await this.submitCode(await app.freshCode());
  }

  /** "Old password", "New password", "Retype new password". */
  async chooseNewPassword(oldPassword: string, newPassword: string): Promise<void> {
    const visitor = this.#visitor;
    await visitor.isAt("Choose a new password");
    await visitor.type("Old password", oldPassword);
    await visitor.type("New password", newPassword);
    await visitor.type("Retype new password", newPassword);
    await visitor.press("Confirm password change");
  }
}
