import assert from "node:assert/strict";
import { test } from "node:test";
import { isReachable } from "./reachable-address.ts";

// Each with the reason for which nothing is asked there.
const never: Readonly<Record<string, string>> = {
  "0.0.0.0": "this machine",
  "169.254.169.254": "metadata of AWS, Azure and Google",
  "169.254.170.2": "credentials of ECS tasks",
  "100.100.100.200": "metadata of Alibaba Cloud",
  "168.63.129.16": "Azure's host",
  "192.0.0.192": "metadata of Oracle Cloud",
  "224.0.0.1": "multicast",
  "255.255.255.255": "broadcast",
  "::": "this machine",
  "fe80::1": "link-local",
  "fe80::a9fe:a9fe%eth0": "link-local, with a zone",
  "ff02::1": "multicast",
  "fd00:ec2::254": "metadata of AWS",
  "::ffff:169.254.169.254": "mapped IPv4",
  "::ffff:a9fe:a9fe": "mapped IPv4, in hexadecimal",
  "64:ff9b::a9fe:a9fe": "NAT64",
  "64:ff9b:1::a9fe:a9fe": "NAT64 of one's own",
  "::a9fe:a9fe": "IPv4-compatible",
  "::127.0.0.1": "IPv4-compatible, this machine",
  "2002:a9fe:a9fe::1": "6to4",
  "not-an-address": "no address",
};
for (const [address, reason] of Object.entries(never)) {
  test(`${address} is not asked: ${reason}`, () => {
    assert.deepEqual([isReachable(address, false), isReachable(address, true)], [false, false]);
  });
}

for (const address of ["127.0.0.1", "127.9.9.9", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"]) {
  test(`${address} is asked only where this machine's own issuers are`, () => {
    assert.deepEqual([isReachable(address, false), isReachable(address, true)], [false, true]);
  });
}

for (const address of ["93.184.215.14", "10.1.2.3", "192.168.1.1", "2606:4700::1111", "fd12::1"]) {
  test(`${address} is asked: public, or a company's own network`, () => {
    assert.equal(isReachable(address, false), true);
  });
}
