/** A server that the tests have started and will stop. */
export interface TestServer {
  /** Of a database that is there from the start, as a user who may create others. */
  readonly url: string;
  /** Ends the server, and everything that it kept goes with it. */
  stop(): Promise<void>;
}
