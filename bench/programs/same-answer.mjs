// Usage: node same-answer.mjs. The least that a server on node:http can do: it reads each request to its end and gives the same
// answer to all, without looking. What it is to answer is PUT to it as `{ headers, body }`. Prints its address.
import { createServer } from 'node:http';

let answer = { headers: {}, body: '' };
const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'PUT') answer = JSON.parse(Buffer.concat(chunks));
    response.writeHead(200, answer.headers);
    response.end(answer.body);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
