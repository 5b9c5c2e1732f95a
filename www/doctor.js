// Tries in this browser what a session needs, and says what will happen and how to mend what is blocked.
// The same as `alongside doctor` on the other computer.
//
// Relay and server path need credentials, which the server gives only with a claim. So the page opens an
// invitation and claims it itself, over two WebSockets. No code is proven: the server does not read what
// the ends say to each other. The invitation waits at a random tag, so that nobody else can claim it.

(() => {
  // Every sentence of this page. `mend` is for the Helper, `admin` for who runs the network or the server.
  const WORDS = {
    title: "Check this browser and its network",
    lead: "This tries for real what helping somebody needs. Nobody’s screen is shared, and nothing is stored.",
    checks: "What was tried",
    checking: "Checking. This takes up to fifteen seconds.",
    works: "A session would work from this browser.",
    fails: "A session would not work from this browser.",
    will_happen: "What will happen",
    again: "Check again",
    back: "Back to Alongside",
    admin: "For the administrator: ",
    result: { yes: "Works", no: "Does not work", none: "Not tried" },
    mark: { yes: "✓", no: "✗", none: "–" },
    label: {
      secure: "Secure page",
      websocket: "Server",
      lane: "Path through the server",
      webrtc: "WebRTC",
      h264: "H.264 in WebRTC",
      webcodecs: "H.264 in WebCodecs",
      udp: "UDP",
      stun: "Own address (STUN)",
      relay_udp: "Relay over UDP",
      relay_tcp: "Relay over TCP",
      relay_tls: "Relay over TLS",
    },
    secure: {
      yes: "This page was loaded securely.",
      no: "This page was loaded without HTTPS, so the browser keeps some features from it, WebCodecs among them.",
      mend: "Open the address with https if there is one. Sessions work without it; through the server, the picture then consists of still images.",
      admin: "Give the server a certificate (--tls-cert), or put it behind a reverse proxy that has one.",
    },
    websocket: {
      yes: "The server introduces the two ends.",
      no: "The server opens no WebSocket for this browser, or does not accept an invitation now.",
      mend: "Wait for a minute and check again; if it stays so, try another network or another browser.",
      admin: "Let proxies, firewalls and filters in between pass WebSockets (RFC 6455) to /ws, /lane and /turn.",
    },
    lane: {
      yes: "The server’s own path carries messages.",
      no: "The server’s own path carries nothing.",
      none: "This server has no path of its own for the picture.",
      mend: "Nothing has to be done if the relay works; else try another network.",
      admin: "Let proxies, firewalls and filters in between pass WebSockets (RFC 6455) to /lane.",
    },
    webrtc: {
      yes: "This browser has WebRTC.",
      no: "WebRTC is missing or switched off in this browser, so everything goes through the server.",
      mend: "Use a current Chrome, Edge, Firefox or Safari, without extensions that switch WebRTC off.",
      admin: "Let policies of this browser allow WebRTC.",
    },
    h264: {
      yes: "This browser shows H.264 video of a direct connection.",
      no: "This browser has no H.264 in WebRTC; the video then comes as messages, for WebCodecs.",
      mend: "Firefox fetches its H.264 plugin (OpenH264) by itself after a while: see its add-ons. Else use Chrome, Edge or Safari.",
      admin: "Let Firefox download OpenH264, or install codecs for H.264 on this computer.",
    },
    webcodecs: {
      yes: "This browser decodes H.264 that comes as messages, as through the server.",
      no: "This browser cannot decode H.264 that comes as messages: through the server, the picture consists of still images, a few a second.",
      mend: "Use a current Chrome, Edge, Firefox or Safari, and a page with https.",
      admin: "Serve this page with https: browsers have WebCodecs on secure pages only.",
    },
    udp: {
      yes: "UDP packets reach the server, and its answers come back.",
      no: "No UDP packet comes back from the server.",
      mend: "A session still works over TCP, but may be slower; another network may be faster.",
      admin: "Let UDP out to port 3478 of the server and the answers back in; for direct connections, to any address and port.",
    },
    stun: {
      yes: "The server tells this browser its address outside.",
      no: "The server does not tell this browser its address outside, so a direct connection is unlikely.",
      none: "This server names no STUN server.",
      mend: "Nothing has to be done if a relay works; another network, or a browser without a VPN extension, may be faster.",
      admin: "Let UDP out to the STUN port of the server (3478), and let policies of this browser allow non-proxied UDP.",
    },
    relay: {
      yes: "Messages went through the relay and back over {transport}.",
      no: "Nothing comes through the relay over {transport}.",
      none: "This server has no relay over {transport}.",
      mend: "Nothing has to be done if another relay or the path through the server works; else try another network.",
      admin: {
        udp: "Let UDP through to port 3478 of the server, from here and at the server’s own firewall.",
        tcp: "Let TCP through to port 3478 of the server, from here and at the server’s own firewall.",
        tls: "Let TLS through to the port of the server unopened: firewalls that expect HTTP inside drop TURN.",
      },
    },
    not_tried: {
      server: "Not tried, since the server could not be used.",
      webrtc: "Not tried, since there is no WebRTC.",
      udp: "Not tried, since this server has no STUN and no relay.",
    },
    happens: {
      direct: "The picture comes directly from the other computer, if its network allows it.",
      near: "The picture comes directly if the other computer is in the same network.",
      relay: "It comes through the relay (over {transports}) where that is not possible.",
      relay_first: "The picture comes through the relay, over {transports}.",
      server: "It comes through the server where nothing else is possible.",
      server_first: "The picture comes through the server, which is the slowest path.",
      no_server: "You cannot be introduced to anybody: see “Server” above.",
      stills: "It consists of still images, a few a second, since this browser decodes no video: see H.264 above.",
      stills_server: "Through the server, it consists of still images, a few a second: see “H.264 in WebCodecs” above.",
      no_path: "No way to another computer gets through.",
    },
  };

  // The version of the signal protocol, and the subprotocols of its WebSockets.
  const VERSION = 5;
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

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // All checks, each as { id, ok, text, mend, admin }.
  const examine = async (add) => {
    const check = (id, ok, text = WORDS[id][ok]) => {
      const { mend, admin } = ok === "no" ? WORDS[id] : {};
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
      for (const id of ["lane", "udp", "stun"]) check(id, "none", WORDS.not_tried.server);
      for (const over of transports) {
        add({ id: `relay_${over}`, ok: "none", text: WORDS.not_tried.server });
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
        for (const id of ["udp", "stun"]) check(id, "none", WORDS.not_tried.webrtc);
      } else {
        const isOffered = stunSays !== "none" || relays[0] !== "none";
        check("udp", isOffered ? SUCCESS(udpWorks) : "none",
          isOffered ? undefined : WORDS.not_tried.udp);
        // "same" is also what a browser reports that hides its errors; then UDP has to work otherwise.
        const stunWorks = stunSays === "same" ? SUCCESS(udpWorks) : stunSays;
        found.stun = check("stun", stunWorks);
      }
      for (const [n, over] of transports.entries()) {
        const ok = relays[n] === "untried" ? "none" : relays[n];
        const text = relays[n] === "untried" ? WORDS.not_tried.webrtc : WORDS.relay[ok];
        add({
          id: `relay_${over}`,
          ok,
          text: fill(text, { transport: over.toUpperCase() }),
          mend: ok === "no" ? WORDS.relay.mend : undefined,
          admin: ok === "no" ? WORDS.relay.admin[over] : undefined,
        });
      }
    } finally {
      granted.end();
    }
    return found;
  };

  // What follows from the checks: the paths, and what will happen in sentences.
  const judge = ({ websocket, webrtc, h264, webcodecs, lane: laneWorks, stun: stunWorks, relays = [] }) => {
    const { happens } = WORDS;
    if (websocket !== "yes") return { paths: [], sentences: [happens.no_server] };
    const paths = [], sentences = [];
    if (webrtc === "yes" && stunWorks !== "no") {
      paths.push("direct");
      sentences.push(stunWorks === "yes" ? happens.direct : happens.near);
    }
    if (relays.length > 0) {
      const transports = relays.map((over) => over.toUpperCase()).join(", ");
      sentences.push(fill(paths.length ? happens.relay : happens.relay_first, { transports }));
      paths.push("relay");
    }
    const isFirst = paths.length === 0;
    if (laneWorks === "yes") {
      sentences.push(isFirst ? happens.server_first : happens.server);
      paths.push("server");
    }
    if (paths.length === 0) {
      sentences.push(happens.no_path);
    } else if (webcodecs !== "yes" && (h264 !== "yes" || isFirst)) {
      sentences.push(happens.stills);
    } else if (webcodecs !== "yes" && laneWorks === "yes") {
      sentences.push(happens.stills_server);
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
    const mark = part("span", WORDS.mark[ok], "result");
    mark.setAttribute("aria-hidden", "true");
    const name = document.createElement("p");
    name.append(part("strong", WORDS.label[id]), part("span", `: ${WORDS.result[ok]}.`, "unseen"));
    row.append(mark, name, part("p", text));
    if (mend) row.append(part("p", mend, "mend"));
    if (admin) row.append(part("p", WORDS.admin + admin, "mend"));
    byId("checks").append(row);
  };

  const run = async () => {
    const root = document.documentElement;
    byId("repeat").disabled = true;
    byId("checks").replaceChildren();
    byId("happens").replaceChildren();
    byId("outcome").hidden = true;
    root.dataset.result = "checking";
    byId("status").textContent = WORDS.checking;
    const { paths, sentences } = judge(await examine(show));
    for (const sentence of sentences) byId("happens").append(part("li", sentence));
    byId("outcome").hidden = false;
    const result = paths.length > 0 ? "works" : "fails";
    root.dataset.paths = paths.join(" ");
    root.dataset.result = result;
    byId("status").textContent = WORDS[result];
    byId("repeat").disabled = false;
  };

  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = WORDS[element.dataset.text];
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", WORDS[element.dataset.label]);
  }
  document.title = `${WORDS.title} · Alongside`;
  byId("repeat").addEventListener("click", run);
  run();
})();
