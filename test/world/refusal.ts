import { DomainError } from '#shared/model/errors.ts';

/** The code with which work was refused; `done` where it was not. What fails otherwise fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
