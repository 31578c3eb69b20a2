package com.ieltsaiprep.local.wire;

import org.jspecify.annotations.Nullable;

import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

import javax.crypto.Mac;

/**
 * Chunk signature verifier: checks the signatures of the messages that a client sends on an AWS
 * event stream.
 *
 * <p>Each signature also covers the previous signature; the first signature covers that of the HTTP
 * request. The scheme is {@code STREAMING-AWS4-HMAC-SHA256-EVENTS} (<a
 * href="https://docs.aws.amazon.com/transcribe/latest/dg/streaming-http2.html">Transcribe guide,
 * HTTP/2 streaming</a>). Not thread-safe.
 */
public final class ChunkSignatureVerifier {
    private final Credentials credentials;
    private final String scopeTail;
    private String previous;
    private final MessageDigest sha256 = Hashes.sha256();
    private String macScope = "";
    private @Nullable Mac mac;

    /** Starts with the signature of the request. */
    ChunkSignatureVerifier(Credentials credentials, String scope, String seed) {
        this.credentials = credentials;
        this.scopeTail = scope.substring(scope.indexOf('/'));
        this.previous = seed;
    }

    /**
     * Verifies the signature of the next message of the event stream; the messages must come in the
     * order in which they were received.
     *
     * @return false if the signature is missing or wrong; then the stream must be ended, because
     *     each signature depends on the one before
     */
    public boolean accepts(Message message) {
        HeaderValue date = message.getHeaders().get(":date");
        HeaderValue given = message.getHeaders().get(":chunk-signature");
        try {
            return date != null
                    && given != null
                    && MessageDigest.isEqual(signature(message, date), given.getByteArray());
        } catch (IllegalStateException _) {
            return false; // A header of another type.
        }
    }

    private byte[] signature(Message message, HeaderValue date) {
        String time = SignatureVerifier.TIME.format(date.getTimestamp());
        String scope = time.substring(0, 8) + scopeTail;
        byte[] signedHeaders = Message.encodeHeaders(Map.of(":date", date).entrySet());
        String toSign =
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256-PAYLOAD",
                        time,
                        scope,
                        previous,
                        Hashes.hex(sha256.digest(signedHeaders)),
                        Hashes.hex(sha256.digest(message.getPayload())));
        byte[] signature = mac(scope).doFinal(toSign.getBytes(StandardCharsets.US_ASCII));
        previous = Hashes.hex(signature);
        return signature;
    }

    /** Returns the MAC for the message's day, because a stream may live past midnight. */
    private Mac mac(String scope) {
        if (mac == null || !scope.equals(macScope)) {
            mac = Hashes.mac(Hashes.signingKey(credentials, scope));
            macScope = scope;
        }
        return mac;
    }
}
