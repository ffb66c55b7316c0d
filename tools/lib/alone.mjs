// One installation at a time: `npm start` and `npm test` typed at once must not both empty node_modules.
// The lock is a file whose holder touches it every second. A process id would not do: in containers that share the folder
// the same id lives twice.

import {
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root, say } from "./house.mjs";

const folder = join(root, ".cache");
const path = join(folder, "setup.lock");
const beatMilliseconds = 1_000;
const deadAfterMilliseconds = 15_000;

/**
 * Does the work while nobody else in this folder does such work.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  mkdirSync(folder, { recursive: true });
  for (let waited = false; !take(); waited = true) {
    if (!waited) say("waiting for another setup in this folder to end");
    await sleep(200);
  }
  const release = () => rmSync(path, { force: true });
  const heart = setInterval(beat, beatMilliseconds);
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(heart);
    process.off("exit", release);
    release();
  }
}

function beat() {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Somebody cleaned the folder: the work at hand is still worth ending.
  }
}

function take() {
  const mine = `${path}.${process.pid}.${Date.now()}`;
  writeFileSync(mine, "");
  try {
    linkSync(mine, path); // fails if there is a lock: one of two wins
    return true;
  } catch {
    if (age(path) > deadAfterMilliseconds) setAside();
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moves a dead holder's lock away; moves it back if, in between, it became somebody's living one. */
function setAside() {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
    if (age(aside) <= deadAfterMilliseconds) linkSync(aside, path);
  } catch {
    // Somebody else was faster: the next try will tell.
  }
  rmSync(aside, { force: true });
}

/** @param {string} file */
function age(file) {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
}
