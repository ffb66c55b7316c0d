import assert from "node:assert/strict";
import { test } from "node:test";
import { markerOf, parsePlace, placeSearch } from "./list-place.ts";

test("search and order go into the address and come back", () => {
  for (const search of [
    "",
    "?q=al+i",
    "?sort=createDate",
    "?q=a%26b&sort=-userName",
    "?show=noMfa&q=a",
  ]) {
    assert.equal(placeSearch(parsePlace(search, null)), search);
  }
});

test("a list begins with its first page", () => {
  const place = parsePlace("", null);
  assert.deepEqual(place, {
    namePrefix: "",
    sortBy: undefined,
    descending: false,
    markers: [],
    page: 1,
  });
  assert.equal(markerOf(place), undefined);
});

test("the n-th marker begins page n + 1", () => {
  const markers = ["m1", "m2"];
  const marks = [1, 2, 3].map((page) => markerOf(parsePlace("", { markers, page })));
  assert.deepEqual(marks, [undefined, "m1", "m2"]);
});

test("a history entry of another making is not trusted", () => {
  assert.equal(parsePlace("", { markers: ["m1"], page: 9 }).page, 2);
  assert.equal(parsePlace("", { markers: "m1", page: -1 }).page, 1);
  assert.equal(parsePlace("", { page: 1.5 }).page, 1);
  assert.deepEqual(parsePlace("", { markers: [1, "m"], page: 2 }).markers, ["m"]);
});
