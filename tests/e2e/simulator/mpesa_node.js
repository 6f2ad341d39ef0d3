// Pushes and queries with mpesa-node, whose authors never saw Kaunta: node mpesa_node.js PATH-OF-kaunta-simulator
'use strict'
const assert = require('assert')
const http = require('http')
const readline = require('readline')
const { spawn } = require('child_process')
const Mpesa = require('mpesa-node')

const passkey = 'bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919'

async function firstLine (stream) {
  for await (const line of readline.createInterface({ input: stream })) return line
  throw new Error('the simulator said nothing')
}

function callbackServer () {
  const server = http.createServer()
  const came = new Promise((resolve, reject) => {
    server.on('request', (request, response) => {
      let body = ''
      request.on('data', piece => { body += piece })
      request.on('end', () => {
        response.end('{"ResultCode":0,"ResultDesc":"Success"}')
        try {
          resolve({ method: request.method, path: request.url, body: JSON.parse(body) })
        } catch (error) {
          reject(error)
        }
      })
    })
  })
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve({ server, came, port: server.address().port })))
}

async function answerOf (promise) {
  try {
    return await promise
  } catch (error) {
    if (!error.response) throw error
    return error.response
  }
}

async function run (baseURL) {
  const callbacks = await callbackServer()
  const mpesa = new Mpesa({
    consumerKey: 'practice-consumer-key',
    consumerSecret: 'practice-consumer-secret',
    lipaNaMpesaShortCode: '174379',
    lipaNaMpesaShortPass: passkey
  })
  mpesa.baseURL = baseURL

  const callbackUrl = `http://127.0.0.1:${callbacks.port}/cb/0123456789abcdef0123456789abcdef`
  const pushed = await mpesa.lipaNaMpesaOnline(254708374149, 7, callbackUrl, 'INV1', 'Payment')
  assert.strictEqual(pushed.status, 200)
  assert.strictEqual(pushed.data.ResponseCode, '0')
  const id = pushed.data.CheckoutRequestID
  assert.match(id, /^ws_CO_\d{17}708374149$/)

  const early = await answerOf(mpesa.lipaNaMpesaQuery(id))
  assert.strictEqual(early.status, 500)
  assert.strictEqual(early.data.errorCode, '500.001.1001')
  assert.strictEqual(early.data.errorMessage, 'The transaction is being processed')

  const callback = await callbacks.came
  assert.strictEqual(callback.method, 'POST')
  assert.strictEqual(callback.path, '/cb/0123456789abcdef0123456789abcdef')
  const result = callback.body.Body.stkCallback
  assert.strictEqual(result.CheckoutRequestID, id)
  assert.strictEqual(result.ResultCode, 0)
  const items = Object.fromEntries(result.CallbackMetadata.Item.map(item => [item.Name, item.Value]))
  assert.strictEqual(items.Amount, 7)
  assert.strictEqual(items.PhoneNumber, 254708374149)
  assert.match(items.MpesaReceiptNumber, /^TEST[A-Z0-9]{6}$/)

  const settled = await mpesa.lipaNaMpesaQuery(id)
  assert.strictEqual(settled.status, 200)
  assert.strictEqual(settled.data.ResultCode, '0')

  // Its own default description has 20 characters: Daraja refuses that, and so must its double.
  const tooLong = await answerOf(mpesa.lipaNaMpesaOnline(254708374149, 7, callbackUrl, 'INV1'))
  assert.strictEqual(tooLong.status, 400)
  assert.strictEqual(tooLong.data.errorCode, '400.002.02')

  // A wrong passkey is found out.
  const wrong = await answerOf(mpesa.lipaNaMpesaOnline(254708374149, 7, callbackUrl, 'INV1', 'Payment', 'CustomerPayBillOnline', '174379', 'other'))
  assert.strictEqual(wrong.data.errorMessage, '[MerchantValidate] - Wrong credentials')
  callbacks.server.close()
}

async function main () {
  const simulator = spawn(process.argv[2], ['--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise(resolve => simulator.on('exit', (code, signal) => resolve({ code, signal })))
  try {
    const line = await firstLine(simulator.stdout)
    await run(line.replace('listening on ', '').trim())
  } finally {
    simulator.kill('SIGTERM')
  }
  assert.deepStrictEqual(await ended, { code: 0, signal: null })
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
