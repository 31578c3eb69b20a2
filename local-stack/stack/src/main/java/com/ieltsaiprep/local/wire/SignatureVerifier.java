package com.ieltsaiprep.local.wire;

import io.vertx.core.http.HttpServerRequest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signature verifier: checks the AWS Signature Version 4 of requests, and creates the error
 * responses that AWS would send. Thread-safe.
 *
 * <p>See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS
 * IAM guide, create a signed request</a>.
 */
public final class SignatureVerifier {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Session token; must be signed, otherwise anyone could change the role of a request. */
    private static final String TOKEN = "x-amz-security-token";

    private static final String CONTENT_HASH = "x-amz-content-sha256";
    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), *SignedHeaders=([^,]+),"
                            + " *Signature=([0-9a-f]{64})");

    private final Credentials credentials;
    private final String service;
    private final InstantSource clock;
    private final SigningKeyCache keys;

    /** Result of the signature verification of a request: valid or rejected. */
    public sealed interface Verdict {
        /**
         * Verdict that a request has a valid signature.
         *
         * @param region AWS region that the request is signed for, such as {@code us-east-1}
         * @param chunks verifies the signatures of the messages in the request's body, if that is
         *     an AWS event stream
         * @param role role of the sender; empty if its session token names none
         */
        record Valid(String region, ChunkSignatureVerifier chunks, Optional<AwsRole> role)
                implements Verdict {}

        /**
         * Verdict that the signature of a request is missing or invalid.
         *
         * @param rejection error response to send, with status 403
         */
        record Rejected(RequestRejection rejection) implements Verdict {}
    }

    /**
     * Creates a verifier of the signatures of requests to one AWS service.
     *
     * @param credentials the only credentials with which a request may be signed
     * @param service the service's name in signatures, such as {@code bedrock}
     * @param clock current time, from which the time of a signature may differ by five minutes
     */
    public SignatureVerifier(Credentials credentials, String service, InstantSource clock) {
        this.credentials = credentials;
        this.service = service;
        this.clock = clock;
        this.keys = new SigningKeyCache(credentials);
    }

    /**
     * Verifies the signature of a request before its body is read. Trusts the hash of the body in
     * the header {@code x-amz-content-sha256}.
     *
     * @return valid, or rejected with the error response that AWS would send
     */
    public Verdict verify(HttpServerRequest request) {
        return verify(SignedRequest.of(request));
    }

    /**
     * Verifies the signature of a request, and that the signature covers this body.
     *
     * @param body the whole body of the request
     * @return valid, or rejected with the error response that AWS would send
     */
    public Verdict verify(HttpServerRequest request, byte[] body) {
        String hash = Hashes.hex(Hashes.sha256(body));
        SignedRequest signed = SignedRequest.of(request);
        String stated = signed.headers().putIfAbsent(CONTENT_HASH, hash);
        return stated == null || stated.equals(hash)
                ? verify(signed)
                : invalid("The provided '" + CONTENT_HASH + "' header does not match the body.");
    }

    private Verdict verify(SignedRequest signed) {
        Matcher authorization = AUTHORIZATION.matcher(signed.header("authorization"));
        if (!authorization.matches()) {
            return rejected("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        String scope = authorization.group(2);
        if (!authorization.group(1).equals(credentials.accessKeyId())) {
            return rejected(
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid.");
        }
        if (!scope.endsWith("/" + service + "/aws4_request")) {
            return invalid("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (signed.headers().containsKey(TOKEN)
                && !List.of(authorization.group(3).split(";", -1)).contains(TOKEN)) {
            return invalid("'" + TOKEN + "' must be a signed header.");
        }
        if (!isRecent(signed.header("x-amz-date"))) {
            return invalid("Signature expired: the request is more than five minutes old or early");
        }
        String expected = signature(signed, scope, authorization.group(3));
        if (!isEqual(expected, authorization.group(4))) {
            return invalid(
                    "The request signature we calculated does not match the signature you provided."
                            + " Check your AWS Secret Access Key and signing method. Consult the"
                            + " service documentation for details.");
        }
        String region = scope.split("/", -1)[1];
        return new Verdict.Valid(
                region,
                new ChunkSignatureVerifier(credentials, scope, expected),
                AwsRole.ofSessionToken(signed.header(TOKEN)));
    }

    private String signature(SignedRequest request, String scope, String signedHeaders) {
        String canonical = request.canonical(signedHeaders);
        byte[] hash = Hashes.sha256(canonical.getBytes(StandardCharsets.UTF_8));
        String toSign =
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256",
                        request.header("x-amz-date"),
                        scope,
                        Hashes.hex(hash));
        return Hashes.hex(Hashes.hmac(keys.get(scope), toSign));
    }

    private boolean isRecent(String date) {
        try {
            Instant signedAt = Instant.from(TIME.parse(date));
            return Duration.between(signedAt, clock.instant()).abs().compareTo(MAX_CLOCK_SKEW) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Verdict invalid(String message) {
        return rejected("InvalidSignatureException", message);
    }

    private static Verdict rejected(String type, String message) {
        return new Verdict.Rejected(new RequestRejection(403, type, message));
    }

    static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
