// Whether the API in this container answers that it is ready.
const answer = await globalThis
  .fetch(`http://127.0.0.1:${process.env.PORT ?? 8001}/health/ready`)
  .catch(() => undefined);
process.exit(answer?.ok === true ? 0 : 1);
