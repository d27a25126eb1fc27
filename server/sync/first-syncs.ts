/** A socket that takes its text slowly makes the others wait no longer than this. */
const HOLD_MS = 1_000;

/**
 * Lets so many whole texts at once be on their way to those who just came: when everybody comes back after a restart, their answers
 * together would fill the memory.
 */
export class FirstSyncs {
  readonly #atOnce: number;
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** In the order of asking. What it gives is called once the text is sent, or nobody is there to take it. */
  async enter(): Promise<() => void> {
    if (this.#underWay < this.#atOnce) this.#underWay += 1;
    else await new Promise<void>((settle) => this.#waiting.push(settle));
    let isOver = false;
    const leave = (): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(late);
      this.#letIn();
    };
    const late = setTimeout(leave, HOLD_MS);
    late.unref();
    return leave;
  }

  /** Its place goes to the next as it is, so that nobody who comes just now takes it. */
  #letIn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#underWay -= 1;
    else next();
  }
}
