package com.ieltsaiprep.api.platform.redis;

import com.ieltsaiprep.common.Settings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Address and credentials of a Redis server.
 *
 * @param user empty for Redis' default user
 * @param password empty if Redis requires none
 */
public record RedisAddress(String host, int port, boolean tls, String user, String password) {
    private static final int DEFAULT_PORT = 6_379;
    private static final Pattern CLUSTER = Pattern.compile("[A-Za-z0-9.-]+:\\d{1,5}");

    /** Reads the address of Redis from REDIS_URL, or else from ELASTICACHE_CLUSTER (host:port). */
    public static RedisAddress read(Settings settings) {
        RedisAddress url =
                settings.secret(
                        "REDIS_URL",
                        RedisAddress::parse,
                        "redis://host:port or rediss://user:password@host:port");
        String cluster =
                settings.text("ELASTICACHE_CLUSTER", "127.0.0.1:6379", CLUSTER, "host:port");
        return url == null ? parse("redis://" + cluster) : url;
    }

    static RedisAddress parse(String url) {
        URI uri = URI.create(url);
        String scheme = uri.getScheme();
        String host = uri.getHost();
        boolean tls = "rediss".equals(scheme);
        if (host == null || !(tls || "redis".equals(scheme))) {
            throw new IllegalArgumentException("not the URL of a Redis");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String[] login = login(uri.getRawUserInfo());
        return new RedisAddress(host, port, tls, login[0], login[1]);
    }

    private static String[] login(@Nullable String userInfo) {
        if (userInfo == null) {
            return new String[] {"", ""};
        }
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new String[] {"", decoded(userInfo)}
                : new String[] {
                    decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1))
                };
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns the Redis URL for logs, without user and password. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port;
    }
}
