/**
 * Every limit a client can meet, in one place; the live ones are sent at hello. Sizes are bytes, times milliseconds, rates per second
 * unless the name says otherwise. Why each has its value stands in the reliability notes of the project's documentation.
 */
export interface Limits {
  readonly frameBytes: number;
  readonly frameFragments: number;
  readonly upgradeTimeoutMs: number;
  readonly documentBytes: number;
  readonly documentCharacters: number;
  readonly documentBlocks: number;
  readonly liveStructs: number;
  readonly bulkStructs: number;
  readonly liveDeleteRanges: number;
  readonly bulkDeleteRanges: number;
  readonly liveNewClients: number;
  readonly bulkNewClients: number;
  readonly connectionNewClients: number;
  readonly accountNewClientsPerHour: number;
  readonly liveTextBytes: number;
  readonly bulkTextBytes: number;
  readonly jsonDepth: number;
  readonly attributeBytes: number;
  readonly clockAdvance: number;
  readonly updatesPerSecond: number;
  readonly updateBurst: number;
  readonly bytesPerSecond: number;
  readonly byteBurst: number;
  readonly floodMs: number;
  readonly gapBytes: number;
  readonly gapMs: number;
  readonly awarenessBytes: number;
  readonly awarenessClients: number;
  readonly awarenessPerSecond: number;
  readonly messagesPerSecond: number;
  readonly socketsPerAccount: number;
  readonly socketsPerNode: number;
  readonly anonymousUpgradesPerMinute: number;
  readonly firstSyncsAtOnce: number;
  readonly unsentPauseBytes: number;
  readonly unsentCloseBytes: number;
  readonly unsentStallMs: number;
  readonly unsentNodeBytes: number;
  readonly waitingStoreBytes: number;
  readonly storeTroubleAfterMs: number;
  readonly pingEveryMs: number;
  readonly quietFrameAfterMs: number;
  readonly awarenessEveryMs: number;
  readonly headerBytes: number;
  readonly headerCount: number;
  readonly jsonBodyBytes: number;
  readonly bulkBodyBytes: number;
  readonly jsonBodyDepth: number;
  readonly requestMs: number;
  readonly imageBytes: number;
  readonly imagePixels: number;
  readonly exportMs: number;
  readonly exportsAtOnce: number;
  readonly loginFailuresPerAccount: number;
  readonly loginFailuresPerAddressAndHour: number;
  readonly linkFailuresPerAddressAndHour: number;
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
}

export const LIMITS: Limits = {
  frameBytes: 8 * 1024 * 1024,
  frameFragments: 128,
  upgradeTimeoutMs: 5_000,
  documentBytes: 8 * 1024 * 1024,
  documentCharacters: 2_000_000,
  documentBlocks: 20_000,
  liveStructs: 5_000,
  bulkStructs: 200_000,
  liveDeleteRanges: 5_000,
  bulkDeleteRanges: 200_000,
  liveNewClients: 20,
  bulkNewClients: 200,
  connectionNewClients: 8,
  accountNewClientsPerHour: 200,
  liveTextBytes: 256 * 1024,
  bulkTextBytes: 1024 * 1024,
  jsonDepth: 8,
  attributeBytes: 2 * 1024,
  clockAdvance: 2_000_000,
  updatesPerSecond: 60,
  updateBurst: 300,
  bytesPerSecond: 512 * 1024,
  byteBurst: 4 * 1024 * 1024,
  floodMs: 30_000,
  gapBytes: 256 * 1024,
  gapMs: 10_000,
  awarenessBytes: 2 * 1024,
  awarenessClients: 500,
  awarenessPerSecond: 10,
  messagesPerSecond: 20,
  socketsPerAccount: 20,
  socketsPerNode: 10_000,
  anonymousUpgradesPerMinute: 10,
  firstSyncsAtOnce: 32,
  unsentPauseBytes: 1024 * 1024,
  unsentCloseBytes: 8 * 1024 * 1024,
  unsentStallMs: 30_000,
  unsentNodeBytes: 256 * 1024 * 1024,
  waitingStoreBytes: 64 * 1024 * 1024,
  storeTroubleAfterMs: 5_000,
  pingEveryMs: 25_000,
  quietFrameAfterMs: 20_000,
  awarenessEveryMs: 100,
  headerBytes: 16 * 1024,
  headerCount: 64,
  jsonBodyBytes: 256 * 1024,
  bulkBodyBytes: 4 * 1024 * 1024,
  jsonBodyDepth: 16,
  requestMs: 30_000,
  imageBytes: 8 * 1024 * 1024,
  imagePixels: 40_000_000,
  exportMs: 60_000,
  exportsAtOnce: 4,
  loginFailuresPerAccount: 5,
  loginFailuresPerAddressAndHour: 60,
  linkFailuresPerAddressAndHour: 30,
  requestsPerSecond: 20,
  requestBurst: 100,
};
