// Makes its calls with mpesa-node, whose authors never saw Kaunta: node mpesa_node.js PATH-OF-kaunta-simulator
'use strict'
const assert = require('assert')
const fs = require('fs')
const http = require('http')
const os = require('os')
const path = require('path')
const readline = require('readline')
const { spawn } = require('child_process')
const Mpesa = require('mpesa-node')

const passkey = 'bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919'

async function firstLine (stream) {
  for await (const line of readline.createInterface({ input: stream })) return line
  throw new Error('the simulator said nothing')
}

// What the simulator posts, by path: arrived(path) waits for the next one there. Validations are answered with yes.
function callbackServer () {
  const waiting = new Map()
  const kept = new Map()
  const queue = (map, key) => map.get(key) || map.set(key, []).get(key)
  const server = http.createServer((request, response) => {
    let body = ''
    request.on('data', piece => { body += piece })
    request.on('end', () => {
      response.end('{"ResultCode":0,"ResultDesc":"Success"}')
      const came = { method: request.method, body: JSON.parse(body) }
      const next = queue(waiting, request.url).shift()
      next ? next(came) : queue(kept, request.url).push(came)
    })
  })
  const arrived = url => {
    const early = queue(kept, url).shift()
    return early ? Promise.resolve(early) : new Promise(resolve => queue(waiting, url).push(resolve))
  }
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => {
    resolve({ server, arrived, url: url => `http://127.0.0.1:${server.address().port}${url}` })
  }))
}

async function answerOf (promise) {
  try {
    return await promise
  } catch (error) {
    if (!error.response) throw error
    return error.response
  }
}

const parametersOf = result => Object.fromEntries(result.ResultParameters.ResultParameter.map(entry => [entry.Key, entry.Value]))

async function pushAndQuery (mpesa, shop) {
  const callbackUrl = shop.url('/cb/0123456789abcdef0123456789abcdef')
  const pushed = await mpesa.lipaNaMpesaOnline(254708374149, 7, callbackUrl, 'INV1', 'Payment')
  assert.strictEqual(pushed.status, 200)
  assert.strictEqual(pushed.data.ResponseCode, '0')
  const id = pushed.data.CheckoutRequestID
  assert.match(id, /^ws_CO_\d{17}708374149$/)

  const early = await answerOf(mpesa.lipaNaMpesaQuery(id))
  assert.strictEqual(early.status, 500)
  assert.strictEqual(early.data.errorCode, '500.001.1001')
  assert.strictEqual(early.data.errorMessage, 'The transaction is being processed')

  const callback = await shop.arrived('/cb/0123456789abcdef0123456789abcdef')
  assert.strictEqual(callback.method, 'POST')
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
  return items.MpesaReceiptNumber
}

async function registerAndSimulate (mpesa, shop) {
  const registered = await mpesa.c2bRegister(shop.url('/confirm'), shop.url('/validate'))
  assert.strictEqual(registered.data.ResponseCode, '0')
  const simulated = await mpesa.c2bSimulate(254708374149, 30, 'INV2')
  assert.strictEqual(simulated.data.ResponseCode, '0')
  const validation = (await shop.arrived('/validate')).body
  assert.strictEqual(validation.TransAmount, '30.00')
  const confirmation = (await shop.arrived('/confirm')).body
  assert.strictEqual(confirmation.TransID, validation.TransID)
  assert.strictEqual(confirmation.BillRefNumber, 'INV2')
  assert.match(confirmation.MSISDN, /^[0-9a-f]{64}$/)   // it registers with v1
}

async function askAboutMoney (mpesa, shop, receipt) {
  // A result may be posted before its acknowledgement was read: what was posted is kept until somebody waits for it.
  const result = async acknowledged => {
    assert.strictEqual(acknowledged.status, 200)
    assert.strictEqual(acknowledged.data.ResponseCode, '0')
    const came = (await shop.arrived('/result')).body.Result
    assert.strictEqual(came.ConversationID, acknowledged.data.ConversationID)
    return came
  }
  const urls = [shop.url('/timeout'), shop.url('/result')]
  const status = await result(await mpesa.transactionStatus(receipt, 174379, 4, ...urls))
  assert.strictEqual(parametersOf(status).TransactionStatus, 'Completed')

  const balance = await result(await mpesa.accountBalance(174379, 4, ...urls))
  assert.match(parametersOf(balance).AccountBalance, /&Utility Account\|KES\|25037\.00\|25037\.00\|0\.00\|0\.00&/)

  const reversed = await result(await mpesa.reversal(receipt, 7, ...urls))
  assert.strictEqual(reversed.ResultCode, 0)
  assert.strictEqual(parametersOf(reversed).OriginalTransactionID, receipt)
  const again = await result(await mpesa.reversal(receipt, 7, ...urls))
  assert.strictEqual(again.ResultCode, 'R000001')

  const paid = await result(await mpesa.b2c(174379, 254708374149, 30, ...urls))
  assert.strictEqual(parametersOf(paid).B2CUtilityAccountAvailableFunds, 25000)

  // The certificate that it brought along is Safaricom's of 2014, not the simulator's: the password cannot be read.
  mpesa.configs.certPath = path.join(__dirname, 'node_modules/mpesa-node/keys/sandbox-cert.cer')
  const unreadable = await result(await mpesa.accountBalance(174379, 4, ...urls))
  assert.strictEqual(unreadable.ResultCode, '2001')
}

async function run (baseURL, certPath) {
  const shop = await callbackServer()
  const mpesa = new Mpesa({
    consumerKey: 'practice-consumer-key',
    consumerSecret: 'practice-consumer-secret',
    shortCode: 174379,
    initiatorName: 'testapi',
    lipaNaMpesaShortCode: '174379',
    lipaNaMpesaShortPass: passkey,
    securityCredential: 'Safaricom999!*!',
    certPath
  })
  mpesa.baseURL = baseURL
  const receipt = await pushAndQuery(mpesa, shop)
  await registerAndSimulate(mpesa, shop)
  await askAboutMoney(mpesa, shop, receipt)
  shop.server.close()
}

async function main () {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kaunta-node-'))
  const certificate = path.join(folder, 'practice.pem')
  const simulator = spawn(process.argv[2], ['--port', '0', '--certificate-out', certificate], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise(resolve => simulator.on('exit', (code, signal) => resolve({ code, signal })))
  try {
    const line = await firstLine(simulator.stdout)
    await run(line.replace('listening on ', '').trim(), certificate)
  } finally {
    simulator.kill('SIGTERM')
    fs.rmSync(folder, { recursive: true })
  }
  assert.deepStrictEqual(await ended, { code: 0, signal: null })
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
