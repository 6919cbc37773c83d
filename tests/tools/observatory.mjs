// Prints what MDN's HTTP Observatory finds at some addresses, as JSON: address → its scan.
// node observatory.mjs HTTP_PORT HTTPS_PORT ADDRESS…; every host is then this machine, at these ports.
// The scan is the Observatory's own: both protocols, redirects, certificate, headers, scripts, CORS.
import { Agent as Http } from "node:http";
import { Agent as Https } from "node:https";
import { scan } from "@mdn/mdn-http-observatory";

const [httpPort, httpsPort, ...addresses] = process.argv.slice(2);

function leadHere(Agent, port) {
  const connect = Agent.prototype.createConnection;
  Agent.prototype.createConnection = function (options, done) {
    return connect.call(this, { ...options, host: "127.0.0.1", port }, done);
  };
}

leadHere(Http, httpPort);
leadHere(Https, httpsPort);

const found = {};
for (const address of addresses) found[address] = await scan(address);
console.log(JSON.stringify(found));
