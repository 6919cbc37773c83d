// Sends requests over one HTTP/2 connection, and prints the answers as a JSON list of [headers, body].
// node http2.mjs PORT, with a JSON list of [headers, body] as its input; a body may be null.
import { readFileSync } from "node:fs";
import { connect } from "node:http2";
import { connect as secure } from "node:tls";

const [port] = process.argv.slice(2);
const servername = "visa.example";
const session = connect(`https://${servername}`, {
  createConnection: () => secure({ host: "127.0.0.1", port, servername, ALPNProtocols: ["h2"] }),
});

function ask([headers, body]) {
  return new Promise((done, failed) => {
    const stream = session.request(headers, { endStream: body === null });
    let answered, text = "";
    stream.setEncoding("utf8");
    stream.on("response", (given) => (answered = given));
    stream.on("data", (part) => (text += part));
    stream.on("end", () => done([answered, text]));
    stream.on("error", failed);
    if (body !== null) stream.end(body);
  });
}

const answers = [];
for (const request of JSON.parse(readFileSync(0, "utf8"))) answers.push(await ask(request));
session.close();
console.log(JSON.stringify(answers));
