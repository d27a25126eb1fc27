import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const unit = ['test/**/*.test.ts', 'test/**/*.test.tsx'];
const journeys = ['test/journeys/**/*.spec.ts'];
const last = ['test/**/*.last.ts'];

/** The projects are the parts of `npm test`: what tries one part, what drives a browser on the built program, and what looks back at both. */
export default defineConfig({
  plugins: [react()],
  resolve: { dedupe: ['yjs', 'lib0', 'y-protocols', 'react', 'react-dom'] },
  test: {
    // One more than two cores have: much of a test is waiting for a frame, a tick or a program that starts.
    maxWorkers: Math.max(3, Math.min(4, availableParallelism())),
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: unit, environment: 'node', testTimeout: 20_000, hookTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: journeys,
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { extends: true, test: { name: 'last', include: last, environment: 'node' } },
    ],
  },
});
