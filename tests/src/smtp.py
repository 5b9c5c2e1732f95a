"""A mail server for one test: aiosmtpd on a free port of this machine.

It prints `listening PORT`, then one JSON object for each message that it took. Arguments: how the
connection is protected (`required`, `starttls`, `none`), certificate, key, user, password; an empty
user means that nobody logs in.
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

protection, certificate, key, user, password = sys.argv[1:]


def say(text):
    print(text, flush=True)


class Taken:
    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        say(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "user": session.auth_data,
            "raw": envelope.content.decode(),
            "headers": {name: str(value) for name, value in message.items()},
            "text": message.get_body(("plain",)).get_content().replace("\r\n", "\n"),
            "attachments": [
                {"name": part.get_filename(), "kind": part.get_content_type(),
                 "content": part.get_payload(decode=True).decode()}
                for part in message.iter_attachments()
            ],
        }))
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    right = (data.login.decode(), data.password.decode()) == (user, password)
    return AuthResult(success=right, handled=False, auth_data=user if right else None)


def connection(context):
    return SMTP(
        Taken(),
        hostname="localhost",
        tls_context=context if protection == "starttls" else None,
        require_starttls=protection == "starttls",
        auth_required=bool(user),
        # Implied where the connection begins with it, and of no matter where nobody logs in.
        auth_require_tls=protection == "starttls",
        authenticator=authenticate,
    )


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    server = await asyncio.get_running_loop().create_server(
        lambda: connection(context), "127.0.0.1", 0,
        ssl=context if protection == "required" else None,
    )
    say(f"listening {server.sockets[0].getsockname()[1]}")
    await server.serve_forever()


asyncio.run(main())
