package com.ieltsaiprep.api.platform.lambda;

import com.ieltsaiprep.api.platform.http.Request;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Configuration of a CloudFront distribution in front of the API. CloudFront adds a secret header
 * to each request. Its other headers, such as the viewer's address, are trusted only together with
 * a valid secret, and are removed otherwise; without them, the address is that of a CloudFront
 * server.
 *
 * @param secrets all valid; several during a rotation, none if there is no distribution
 */
public record CloudFront(Set<String> secrets) {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{32,128}");
    private static final String PROOF = "x-origin-secret";
    private static final String CLAIMS = "cloudfront-";
    private static final String ADDRESS = "cloudfront-viewer-address";

    /** Creates the setting for a CloudFront distribution with a copy of its secrets. */
    public CloudFront {
        secrets = Set.copyOf(secrets);
    }

    /** Returns the configuration without CloudFront: no CloudFront header is trusted. */
    public static CloudFront none() {
        return new CloudFront(Set.of());
    }

    /**
     * Parses the secrets of a CloudFront distribution, which are separated by commas.
     *
     * @throws IllegalArgumentException if a secret is not 32 to 128 letters, digits, - or _
     */
    public static CloudFront parse(String text) {
        List<String> secrets = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (!secrets.stream().allMatch(secret -> SECRET.matcher(secret).matches())) {
            throw new IllegalArgumentException("not secrets");
        }
        return new CloudFront(Set.copyOf(secrets));
    }

    /**
     * Returns a request with its true source: the viewer's address if it came through the
     * distribution; otherwise without the headers that claim to be CloudFront's.
     */
    Request withViewerAddress(Request sent) {
        boolean proven = sent.header(PROOF).filter(this::isOurs).isPresent();
        Map<String, List<String>> headers = new HashMap<>(sent.headers());
        headers.remove(PROOF);
        if (!proven) {
            headers.keySet().removeIf(name -> name.startsWith(CLAIMS));
        }
        Optional<String> viewer =
                proven ? sent.header(ADDRESS).flatMap(CloudFront::address) : Optional.empty();
        return sent.from(viewer.orElse(sent.sourceIp()), headers);
    }

    private boolean isOurs(String shown) {
        byte[] bytes = shown.getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                        .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                        .filter(secret -> MessageDigest.isEqual(secret, bytes))
                        .count()
                > 0;
    }

    /** Parses an address with a port; an IPv6 address may be in brackets. */
    private static Optional<String> address(String addressAndPort) {
        int colon = addressAndPort.lastIndexOf(':');
        String address = addressAndPort.substring(0, Math.max(0, colon)).strip();
        if (address.startsWith("[") && address.endsWith("]")) {
            address = address.substring(1, address.length() - 1);
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address).getHostAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Returns whether there is a CloudFront distribution, as a text for logs without secrets. */
    @Override
    public String toString() {
        return "CloudFront[" + (secrets.isEmpty() ? "none" : "there") + "]";
    }
}
