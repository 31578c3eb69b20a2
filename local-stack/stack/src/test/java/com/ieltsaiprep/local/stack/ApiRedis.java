package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.testing.RedisControl;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Redis of the API in one region, which tests can stop and freeze. */
final class ApiRedis implements AutoCloseable {
    private final int port;
    private @Nullable RedisProcess redis;
    private @Nullable RedisControl control;

    ApiRedis(int port) {
        this.port = port;
        start();
    }

    String hostAndPort() {
        return "127.0.0.1:" + port;
    }

    void start() {
        redis = RedisProcess.start(port);
        control = new RedisControl(port);
    }

    void stop() {
        if (redis != null) {
            redis.close();
            redis = null;
        }
    }

    /** Suspends the process: it does not answer, but its connections stay open. */
    void freeze() {
        control().freeze();
    }

    void thaw() {
        control().thaw();
    }

    /** Restarts or resumes the process, whatever was done to it. */
    void restore() {
        if (redis == null) {
            start();
        }
        thaw();
    }

    /**
     * Deletes a session from the cache, as happens after a minute, and checks that its TTL is at
     * most that.
     */
    void expireCachedSession(String accessToken) {
        String key = "session:" + TokenGenerator.hash(accessToken);
        assertThat(command("TTL " + key)).matches(":(-2|[1-9]|[1-5][0-9]|60)");
        command("DEL " + key);
    }

    /** Sends a command and returns the reply. */
    String command(String line) {
        return control().command(line);
    }

    private RedisControl control() {
        return Objects.requireNonNull(control);
    }

    @Override
    public void close() {
        if (redis != null) {
            thaw();
        }
        stop();
    }
}
