// Passkeys are the one thing the browser can only do by script. A form with `data-nokkel` asks for the key when
// it is sent, puts the answer in its field `credential`, and is then posted like any other form.
(function () {
  'use strict'
  if (!window.PublicKeyCredential || !window.webauthnJSON) return

  async function valg (skjema) {
    const side = document.getElementById('nokkeldata')
    if (side) return JSON.parse(side.textContent)
    const svar = await fetch(skjema.action, { headers: { Accept: 'application/json' } })
    if (!svar.ok) throw new Error('no challenge')
    return svar.json()
  }

  async function ny (skjema) {
    const data = (await valg(skjema)).creation_options
    const uten = skjema.elements.passwordless
    const krav = data.publicKey.authenticatorSelection
    krav.residentKey = uten && uten.checked ? 'required' : 'discouraged'
    krav.requireResidentKey = Boolean(uten && uten.checked)
    if (krav.requireResidentKey) krav.userVerification = 'required'
    return window.webauthnJSON.create(data)
  }

  async function bruk (skjema) {
    return window.webauthnJSON.get((await valg(skjema)).request_options)
  }

  document.querySelectorAll('form[data-nokkel]').forEach(function (skjema) {
    skjema.hidden = false
    skjema.addEventListener('submit', async function (hendelse) {
      hendelse.preventDefault()
      // The double-submit guard must not lock a form that may be tried again.
      hendelse.stopImmediatePropagation()
      const feil = skjema.querySelector('[data-nokkelfeil]')
      feil.hidden = true
      try {
        const nokkel = await (skjema.dataset.nokkel === 'ny' ? ny(skjema) : bruk(skjema))
        skjema.elements.credential.value = JSON.stringify(nokkel)
        skjema.submit()
      } catch (e) {
        feil.hidden = false
      }
    }, true)
  })
})()
