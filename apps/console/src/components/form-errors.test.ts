import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, type ApiErrorBody } from "../api/error.ts";
import { formErrors } from "./form-errors.ts";

const refusal = (body: Partial<ApiErrorBody>) =>
  new ApiError(400, { code: "ValidationError", message: "The whole of it.", ...body });

test("a violation stands at its field", () => {
  const error = refusal({ fields: [{ name: "userName", message: "Too long." }] });
  const errors = formErrors(error, ["userName", "path"]);
  assert.equal(errors.at("userName"), "Too long.");
  assert.equal(errors.at("path"), undefined);
  assert.equal(errors.rest, undefined);
});

test("two violations of one field are told together", () => {
  const fields = [
    { name: "userName", message: "Too long." },
    { name: "userName", message: "No spaces." },
  ];
  assert.equal(
    formErrors(refusal({ fields }), ["userName"]).at("userName"),
    "Too long. No spaces.",
  );
});

test("a violation within a list stands at the list, or at its element where that has a field", () => {
  const fields = [{ name: "tags.2.member.key", message: "Too long." }];
  assert.equal(formErrors(refusal({ fields }), ["tags"]).at("tags"), "Too long.");
  const rows = formErrors(refusal({ fields }), ["tags.1.member.key", "tags.2.member.key"]);
  assert.equal(rows.at("tags.2.member.key"), "Too long.");
  assert.equal(rows.at("tags.1.member.key"), undefined);
});

test("what no field shows is told above the buttons", () => {
  const error = refusal({
    fields: [
      { name: "userName", message: "Too long." },
      { name: "somethingElse", message: "Wrong." },
    ],
  });
  const errors = formErrors(error, ["userName"]);
  assert.equal(errors.at("userName"), "Too long.");
  assert.equal(errors.rest, error);
});

test("a refusal without fields goes to the field that its code is about", () => {
  const error = refusal({ code: "EntityAlreadyExists", message: "alice already exists." });
  const errors = formErrors(error, ["userName"], { EntityAlreadyExists: "userName" });
  assert.equal(errors.at("userName"), "alice already exists.");
  assert.equal(errors.rest, undefined);
});

test("any other error is told above the buttons", () => {
  const denied = refusal({ code: "AccessDenied" });
  assert.equal(formErrors(denied, ["userName"]).rest, denied);
  const crash = new TypeError("x");
  assert.equal(formErrors(crash, ["userName"]).rest, crash);
  assert.equal(formErrors(undefined, ["userName"]).rest, undefined);
});
