interface Running<T> {
  /** When the question has been answered, well or badly. */
  done: Promise<void>;
  /** For everybody who came while it was being asked. */
  next: Promise<T> | null;
}

/**
 * Answers many who ask the same thing at once with one question. Whoever comes while it is being
 * asked shares the next one instead: no answer is older than the question.
 */
export class SharedRead<T> {
  private readonly running = new Map<string, Running<T>>();

  /** @param read the same question for the same key, whoever asks */
  ask(key: string, read: () => Promise<T>): Promise<T> {
    const running = this.running.get(key);
    if (!running) return this.begin(key, read);
    running.next ??= running.done.then(() => this.begin(key, read));
    return running.next;
  }

  private begin(key: string, read: () => Promise<T>): Promise<T> {
    const answer = read();
    const ignore = () => undefined;
    const running: Running<T> = { done: answer.then(ignore, ignore), next: null };
    this.running.set(key, running);
    void running.done.then(() => {
      if (running.next === null) this.running.delete(key);
    });
    return answer;
  }
}
