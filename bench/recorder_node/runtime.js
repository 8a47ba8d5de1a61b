"use strict";
// Lambda's Runtime API in a loop. AWS's own client for Node needs a native build, so that a bench
// can't install it everywhere; what it does per invoke is this.
const http = require("http");

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(":");
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const [file, name] = process.argv[2].split(".");
const { [name]: handle } = require(`./${file}.js`);

function ask(method, path, body) {
  return new Promise((resolve, reject) => {
    const options = { agent, host, port, method, path: `/2018-06-01/runtime/invocation/${path}` };
    const request = http.request(options, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve([response.headers, Buffer.concat(parts)]));
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function loop() {
  for (;;) {
    const [headers, payload] = await ask("GET", "next");
    const id = headers["lambda-runtime-aws-request-id"];
    try {
      const answer = await handle(JSON.parse(payload));
      await ask("POST", `${id}/response`, JSON.stringify(answer ?? null));
    } catch (error) {
      const told = { errorType: error.name, errorMessage: error.message };
      await ask("POST", `${id}/error`, JSON.stringify(told));
    }
  }
}

loop().catch(() => process.exit(1));
