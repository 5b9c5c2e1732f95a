// Tries in this browser what a session needs, and says what will happen and how to mend what is blocked.
// The same as `alongside doctor` on the other computer.
//
// Relay and server path need credentials, which the server gives only with a claim. So the page opens an
// invitation and claims it itself, over two WebSockets. No code is proven: the server does not read what
// the ends say to each other. The invitation waits at a random tag, so that nobody else can claim it.

(() => {
  // Every sentence of this page by its name, from words/<language>/site.ftl. The build inserts the English ones here, and
  // the languages: tag, direction and file.
  const ENGLISH = { "//= english": "" };
  const LANGUAGES = [["//= languages"]];
  //= language.js
  let words = ENGLISH;
  const MARKS = { yes: "✓", no: "✗", none: "–" };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const say = (name, values = {}) => fill(words[name] ?? ENGLISH[name], values);

  const own = document.currentScript.src;
  // Loads the words of the language that the Helper reads. Without them, the page is in English.
  const loadWords = async () => {
    const [tag, direction, file] = languageOfPage(LANGUAGES);
    if (!file) return;
    const answer = await within(4000, fetch(new URL(file, own)));
    if (!answer.ok) return;
    words = await answer.json();
    const root = document.documentElement;
    [root.lang, root.dir] = [tag, direction];
  };

  // The version of the signal protocol, and the subprotocols of its WebSockets.
  const VERSION = 6;
  const SIGNAL = "alongside.3";
  const LANE = "alongside-lane.1";

  // In ms. The server takes its grants back 15 s after a claim that is not proven.
  const ANSWER = 8000;
  const LEG = 9000;

  // A profile that each sharer can send: Constrained Baseline, level 4.
  const CODEC = "avc1.42e028";

  const within = (ms, promise) => new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error("too late")), ms);
    promise.then(done, fail).finally(() => clearTimeout(timer));
  });

  const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const same = (a, b) => a.length === b.length && a.every((byte, n) => byte === b[n]);

  // A WebSocket whose messages can be waited for.
  class Link {
    constructor(path, subprotocol) {
      const url = new URL(path, location.href);
      url.protocol = url.protocol.replace("http", "ws");
      this.socket = new WebSocket(url, subprotocol);
      this.socket.binaryType = "arraybuffer";
      this.received = [];
      this.waiting = [];
      this.socket.onmessage = ({ data }) => {
        const waiting = this.waiting.shift();
        if (waiting) waiting.done(data); else if (this.received.length < 64) this.received.push(data);
      };
      this.socket.onclose = () => {
        this.closed = true;
        for (const { fail } of this.waiting.splice(0)) fail(new Error("closed"));
      };
      this.opened = within(ANSWER, new Promise((done, fail) => {
        this.socket.onopen = () => done();
        this.socket.onerror = () => fail(new Error("not opened"));
      }));
      this.opened.catch(() => {});
    }

    next() {
      if (this.received.length > 0) return Promise.resolve(this.received.shift());
      if (this.closed) return Promise.reject(new Error("closed"));
      return within(ANSWER, new Promise((done, fail) => this.waiting.push({ done, fail })));
    }

    // The next message of the signal protocol of this type.
    async message(type) {
      for (;;) {
        const message = JSON.parse(await this.next());
        if (message.type === type) return message;
        if (message.type === "refused") throw new Error(message.reason);
      }
    }

    tell(message) { this.socket.send(JSON.stringify(message)); }

    close() { this.socket.close(); }
  }

  // Opens an invitation and claims it. Returns what both ends are granted, and what gives it back.
  const claim = async () => {
    const links = [];
    const end = () => { for (const link of links) link.close(); };
    const open = async () => {
      const link = new Link("/ws", SIGNAL);
      links.push(link);
      await link.opened;
      return link;
    };
    try {
      const sharer = await open();
      const tag = hex(random(16));
      sharer.tell({ type: "open", version: VERSION, lifetime_s: 60, token: hex(random(16)),
        unlisted: true, places: [{ tag }] });
      await sharer.message("opened");
      const viewer = await open();
      const body = btoa(String.fromCharCode(...random(34)));
      viewer.tell({ type: "claim_at", version: VERSION, tag, body });
      const claimed = await sharer.message("claimed");
      const begun = await viewer.message("claim_begun");
      return {
        sharer: claimed.network ?? {},
        viewer: begun.network ?? {},
        end: () => {
          if (!sharer.closed) {
            sharer.tell({ type: "verdict", claim: claimed.claim, outcome: "abandoned" });
            sharer.tell({ type: "revoke" });
          }
          end();
        },
      };
    } catch (error) {
      end();
      throw error;
    }
  };

  // Whether a message goes through the lane each way.
  const lane = async (tokens) => {
    const links = tokens.map(() => new Link("/lane", LANE));
    try {
      await Promise.all(links.map((link) => link.opened));
      links.forEach((link, n) => link.socket.send(tokens[n]));
      const hellos = links.map(() => random(16));
      for (const link of links) if (await link.next() !== "paired") return false;
      links.forEach((link, n) => link.socket.send(hellos[n]));
      for (const [n, link] of links.entries()) {
        if (!same(new Uint8Array(await link.next()), hellos[1 - n])) return false;
      }
      return true;
    } finally {
      for (const link of links) link.close();
    }
  };

  // The servers of one end that are reached in one way, each with a single URL.
  const named = (network, fits) => (network.ice_servers ?? []).flatMap(
    ({ urls, username, credential }) =>
      urls.filter(fits).map((url) => ({ urls: url, username, credential })));

  const OVER = {
    stun: (url) => url.startsWith("stun:"),
    udp: (url) => /^turn:/.test(url) && !/transport=tcp/.test(url),
    tcp: (url) => /^turn:.*transport=tcp/.test(url),
    tls: (url) => url.startsWith("turns:"),
  };

  // Whether a message goes between two connections of this page through relays alone, and back.
  const relay = async (servers) => {
    const ends = servers.map((server) =>
      new RTCPeerConnection({ iceServers: [server], iceTransportPolicy: "relay" }));
    try {
      const [a, b] = ends;
      a.onicecandidate = ({ candidate }) => { if (candidate) b.addIceCandidate(candidate).catch(() => {}); };
      b.onicecandidate = ({ candidate }) => { if (candidate) a.addIceCandidate(candidate).catch(() => {}); };
      b.ondatachannel = ({ channel }) => { channel.onmessage = ({ data }) => channel.send(data); };
      const channel = a.createDataChannel("check");
      const returned = new Promise((done) => {
        channel.onopen = () => channel.send("check");
        channel.onmessage = ({ data }) => done(data === "check");
      });
      await a.setLocalDescription(await a.createOffer());
      await b.setRemoteDescription(a.localDescription);
      await b.setLocalDescription(await b.createAnswer());
      await a.setRemoteDescription(b.localDescription);
      return await returned;
    } finally {
      for (const end of ends) end.close();
    }
  };

  // Whether a STUN server answers: "yes", "no", or "same" when no other address than our own is reported
  // and no error either. Browsers leave out an address that they know already.
  const stun = async (server) => {
    const connection = new RTCPeerConnection({ iceServers: [server] });
    try {
      let failed = false;
      const answered = new Promise((done) => {
        connection.onicecandidateerror = ({ errorCode }) => { failed ||= errorCode >= 300; };
        connection.onicecandidate = ({ candidate }) => {
          if (candidate?.type === "srflx") done("yes");
          if (candidate === null) done(failed ? "no" : "same");
        };
      });
      connection.createDataChannel("check");
      await connection.setLocalDescription(await connection.createOffer());
      return await answered;
    } finally {
      connection.close();
    }
  };

  const hasH264 = () => {
    const capabilities = globalThis.RTCRtpReceiver?.getCapabilities?.("video");
    return (capabilities?.codecs ?? []).some(({ mimeType, sdpFmtpLine }) =>
      mimeType.toLowerCase() === "video/h264" && /packetization-mode=1/.test(sdpFmtpLine ?? ""));
  };

  const hasWebCodecs = async () => {
    if (!globalThis.VideoDecoder) return false;
    const { supported } = await VideoDecoder.isConfigSupported({ codec: CODEC });
    return supported === true;
  };

  const SUCCESS = (works) => (works ? "yes" : "no");
  // A try that throws or takes too long has failed.
  const attempt = (ms, promise) => within(ms, promise).then(SUCCESS, () => "no");

  // All checks, each as { id, ok, text, mend, admin }.
  const examine = async (add) => {
    const check = (id, ok, text = say(`${id}-${ok}`)) => {
      const [mend, admin] = ok === "no" ? [say(`${id}-mend`), say(`${id}-admin`)] : [];
      add({ id, ok, text, mend, admin });
      return ok;
    };
    const found = {};
    found.secure = check("secure", SUCCESS(isSecureContext));
    const hasWebRtc = typeof RTCPeerConnection === "function";
    found.webrtc = check("webrtc", SUCCESS(hasWebRtc));
    found.h264 = check("h264", SUCCESS(hasWebRtc && hasH264()));
    found.webcodecs = check("webcodecs", await attempt(ANSWER, hasWebCodecs()));
    const granted = await claim().catch(() => null);
    found.websocket = check("websocket", SUCCESS(granted));
    const transports = ["udp", "tcp", "tls"];
    if (!granted) {
      for (const id of ["lane", "udp", "stun"]) check(id, "none", say("not-tried-server"));
      for (const over of transports) {
        add({ id: `relay_${over}`, ok: "none", text: say("not-tried-server") });
      }
      return found;
    }
    try {
      const ends = [granted.sharer, granted.viewer];
      const relayOver = async (over) => {
        const servers = ends.map((end) => named(end, OVER[over])[0]);
        if (servers.some((server) => !server)) return "none";
        if (!hasWebRtc) return "untried";
        return attempt(LEG, relay(servers));
      };
      const laneTokens = ends.map((end) => end.lane);
      const stunServer = named(granted.viewer, OVER.stun)[0];
      const [laneWorks, stunSays, ...relays] = await Promise.all([
        laneTokens.every(Boolean) ? attempt(LEG, lane(laneTokens)) : "none",
        stunServer && hasWebRtc ? within(LEG, stun(stunServer)).catch(() => "no") : "none",
        ...transports.map(relayOver),
      ]);
      found.relays = transports.filter((_, n) => relays[n] === "yes");
      const udpWorks = stunSays === "yes" || relays[0] === "yes";
      found.lane = check("lane", laneWorks);
      if (!hasWebRtc) {
        for (const id of ["udp", "stun"]) check(id, "none", say("not-tried-webrtc"));
      } else {
        const isOffered = stunSays !== "none" || relays[0] !== "none";
        check("udp", isOffered ? SUCCESS(udpWorks) : "none",
          isOffered ? undefined : say("not-tried-udp"));
        // "same" is also what a browser reports that hides its errors; then UDP has to work otherwise.
        const stunWorks = stunSays === "same" ? SUCCESS(udpWorks) : stunSays;
        found.stun = check("stun", stunWorks);
      }
      for (const [n, over] of transports.entries()) {
        const ok = relays[n] === "untried" ? "none" : relays[n];
        const transport = over.toUpperCase();
        const text = relays[n] === "untried" ? say("not-tried-webrtc") : say(`relay-${ok}`, { transport });
        add({
          id: `relay_${over}`,
          ok,
          text,
          mend: ok === "no" ? say("relay-mend") : undefined,
          admin: ok === "no" ? say(`relay-${over}-admin`) : undefined,
        });
      }
    } finally {
      granted.end();
    }
    return found;
  };

  // What follows from the checks: the paths, and what will happen in sentences.
  const judge = ({ websocket, webrtc, h264, webcodecs, lane: laneWorks, stun: stunWorks, relays = [] }) => {
    if (websocket !== "yes") return { paths: [], sentences: [say("no-server")] };
    const paths = [], sentences = [];
    if (webrtc === "yes" && stunWorks !== "no") {
      paths.push("direct");
      sentences.push(say(stunWorks === "yes" ? "direct" : "near"));
    }
    if (relays.length > 0) {
      const transports = relays.map((over) => over.toUpperCase()).join(", ");
      sentences.push(say(paths.length ? "relay-then" : "relay-first", { transports }));
      paths.push("relay");
    }
    const isFirst = paths.length === 0;
    if (laneWorks === "yes") {
      sentences.push(say(isFirst ? "server-first" : "server-then"));
      paths.push("server");
    }
    if (paths.length === 0) {
      sentences.push(say("no-path"));
    } else if (webcodecs !== "yes" && (h264 !== "yes" || isFirst)) {
      sentences.push(say("stills"));
    } else if (webcodecs !== "yes" && laneWorks === "yes") {
      sentences.push(say("stills-server"));
    }
    return { paths, sentences };
  };

  const byId = (id) => document.getElementById(id);
  const part = (tag, text, name) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  };

  const show = ({ id, ok, text, mend, admin }) => {
    const row = document.createElement("li");
    row.id = `check-${id}`;
    row.dataset.ok = ok;
    const mark = part("span", MARKS[ok], "result");
    mark.setAttribute("aria-hidden", "true");
    const name = document.createElement("p");
    name.append(part("strong", say(`label-${id.replace("_", "-")}`)), part("span", `: ${say(`result-${ok}`)}.`, "unseen"));
    row.append(mark, name, part("p", text));
    if (mend) row.append(part("p", mend, "mend"));
    if (admin) row.append(part("p", say("for-admin", { text: admin }), "mend"));
    byId("checks").append(row);
  };

  const run = async () => {
    const root = document.documentElement;
    byId("repeat").disabled = true;
    byId("checks").replaceChildren();
    byId("happens").replaceChildren();
    byId("outcome").hidden = true;
    root.dataset.result = "checking";
    byId("status").textContent = say("checking");
    const { paths, sentences } = judge(await examine(show));
    for (const sentence of sentences) byId("happens").append(part("li", sentence));
    byId("outcome").hidden = false;
    const result = paths.length > 0 ? "works" : "fails";
    root.dataset.paths = paths.join(" ");
    root.dataset.result = result;
    byId("status").textContent = say(result);
    byId("repeat").disabled = false;
  };

  const showWords = () => {
    for (const element of document.querySelectorAll("[data-text]")) {
      element.textContent = say(element.dataset.text);
    }
    for (const element of document.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", say(element.dataset.label));
    }
    document.title = `${say("title")} · Alongside`;
  };
  byId("repeat").addEventListener("click", run);
  loadWords().catch(() => {}).then(showWords).then(run);
})();
