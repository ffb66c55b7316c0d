// The PostgreSQL that tools/ started for this run of the tests: a private, throw-away cluster.

/** The URL of the run's PostgreSQL. Without one a test fails and says so: it does not pass by skipping. */
export function testPostgresUrl(): string {
  const url = process.env["SALLYPORT_TEST_POSTGRES"];
  if (!url) throw new Error("SALLYPORT_TEST_POSTGRES is not set: start the tests with npm test.");
  return url;
}
