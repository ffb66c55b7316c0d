import { type HashSource, refusals } from "@sallyport/core";

// Password checks wait here for one of two workers (security rule 5). Nobody can take the queue for themselves:
//
// - Known browsers and everyone else stand in two lanes, served in turn; the unknown may fill only half of the places.
// - In a lane the sources are served round-robin, however many checks each has waiting.
// - When a lane's places are full, a newcomer takes the last place of the source that holds the most, if that is more than
//   the newcomer's own source holds.
//
// Who waits too long, or finds no place, gets `Busy`.

export interface HashQueueOptions {
  /** Checks made at the same time. */
  readonly workers: number;
  /** Places to wait in; half of them are for known browsers alone. */
  readonly places: number;
  /** Milliseconds in the queue before `Busy`. */
  readonly patience: number;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: () => void;
  readonly timer: NodeJS.Timeout;
}

const retryAfterSeconds = 1;

/** One lane: sources in the order of their turns, each with its checks in the order of arrival. */
class Lane {
  readonly #sources = new Map<string, Waiting[]>();
  size = 0;

  countOf(address: string): number {
    return this.#sources.get(address)?.length ?? 0;
  }

  add(address: string, waiting: Waiting): void {
    const own = this.#sources.get(address);
    if (own === undefined) this.#sources.set(address, [waiting]);
    else own.push(waiting);
    this.size += 1;
  }

  /** The next one; its source goes to the back. */
  next(): Waiting | undefined {
    const first = this.#sources.entries().next();
    if (first.done) return undefined;
    const [address, own] = first.value;
    const waiting = own.shift();
    this.#sources.delete(address);
    if (own.length > 0) this.#sources.set(address, own);
    if (waiting !== undefined) this.size -= 1;
    return waiting;
  }

  remove(address: string, waiting: Waiting): void {
    const own = this.#sources.get(address);
    const at = own?.indexOf(waiting) ?? -1;
    if (own === undefined || at < 0) return;
    own.splice(at, 1);
    if (own.length === 0) this.#sources.delete(address);
    this.size -= 1;
  }

  /** Takes out the last check of the source with the most, if it has more than `least`. */
  takeFromFullest(least: number): Waiting | undefined {
    let fullest: Waiting[] | undefined;
    for (const own of this.#sources.values()) {
      if (own.length > (fullest?.length ?? least)) fullest = own;
    }
    const waiting = fullest?.pop();
    if (waiting !== undefined) this.size -= 1;
    return waiting;
  }
}

export class HashQueue {
  readonly #options: HashQueueOptions;
  readonly #known = new Lane();
  readonly #unknown = new Lane();
  #running = 0;
  #knownIsNext = true;

  constructor(options: HashQueueOptions) {
    this.#options = options;
  }

  /** Runs the work when its turn comes; rejects with `Busy` when it does not come in time. */
  async run<T>(source: HashSource, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#options.workers) this.#running += 1;
    else await this.#turn(source);
    try {
      return await work();
    } finally {
      this.#passOn();
    }
  }

  /** Resolves when a worker is handed over. */
  #turn({ address, knownBrowser }: HashSource): Promise<void> {
    const lane = knownBrowser ? this.#known : this.#unknown;
    if (!this.#makePlace(lane, address)) {
      return Promise.reject(refusals.busy(retryAfterSeconds));
    }
    return new Promise((resolve, reject) => {
      const refuse = () => reject(refusals.busy(retryAfterSeconds));
      const timer = setTimeout(() => {
        lane.remove(address, waiting);
        refuse();
      }, this.#options.patience);
      const waiting: Waiting = { start: resolve, refuse, timer };
      lane.add(address, waiting);
    });
  }

  #makePlace(lane: Lane, address: string): boolean {
    const { places } = this.#options;
    const free =
      this.#known.size + this.#unknown.size < places &&
      (lane === this.#known || this.#unknown.size < Math.floor(places / 2));
    if (free) return true;
    // More than one more, so that two sources do not push each other out for ever.
    const pushedOut = lane.takeFromFullest(lane.countOf(address) + 1);
    if (pushedOut === undefined) return false;
    clearTimeout(pushedOut.timer);
    pushedOut.refuse();
    return true;
  }

  /** Hands the worker to whoever is next. */
  #passOn(): void {
    const lanes = this.#knownIsNext ? [this.#known, this.#unknown] : [this.#unknown, this.#known];
    const waiting = lanes[0]?.next() ?? lanes[1]?.next();
    this.#knownIsNext = !this.#knownIsNext;
    if (waiting === undefined) {
      this.#running -= 1;
      return;
    }
    clearTimeout(waiting.timer);
    waiting.start();
  }
}
