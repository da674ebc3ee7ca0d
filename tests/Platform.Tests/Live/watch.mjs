// Watches a jurisdiction with the stock client and prints every message as a line of JSON:
// node watch.mjs MODULES URL TOKEN JURISDICTION
import { createRequire } from "node:module";

const [modules, url, token, jurisdiction] = process.argv.slice(2);
const { HubConnectionBuilder, LogLevel } = createRequire(modules)("@microsoft/signalr");
const say = (message, body) => console.log(JSON.stringify({ message, at: Date.now(), body }));

const hub = new HubConnectionBuilder()
  .withUrl(`${url}/hubs/live`, { accessTokenFactory: () => token })
  .configureLogging(LogLevel.None)
  .build();
hub.on("picture", picture => say("picture", picture));
hub.on("changes", changes => say("changes", changes));
hub.on("ended", reason => say("ended", reason));
hub.onclose(error => {
  say("closed", error?.message ?? null);
  process.exit(0);
});

try {
  await hub.start();
  say("watched", await hub.invoke("Watch", jurisdiction));
} catch (error) {
  say("failed", error.message);
}
process.stdin.on("end", () => process.exit(0)).resume();
