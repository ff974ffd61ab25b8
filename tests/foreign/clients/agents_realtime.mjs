// OpenAI's agents package for JavaScript holds a talk with a Realtime server. Prints what it got as JSON.
// node agents_realtime.mjs ws://127.0.0.1:1/v1/realtime KEY
import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession } from "@openai/agents-realtime";

const [url, apiKey] = process.argv.slice(2);
const found = { sound: 0, ended: 0, errors: [], history: [] };
const transport = new OpenAIRealtimeWebSocket({ url: `${url}?model=gpt-realtime` });
const session = new RealtimeSession(new RealtimeAgent({ name: "Assistant", instructions: "Answer briefly." }), {
  transport,
  model: "gpt-realtime",
});
const finish = () => {
  found.history = session.history;
  console.log(JSON.stringify(found));
  session.close();
  process.exit(0);
};
session.on("audio", (event) => (found.sound += event.data.byteLength));
session.on("error", (event) => found.errors.push(JSON.stringify(event)));
session.on("agent_end", () => {
  found.ended += 1;
  setTimeout(finish, 200); // the transcript's last word is told after the end
});
setTimeout(finish, 60000);
await session.connect({ apiKey });
session.sendMessage("What time is it?");
