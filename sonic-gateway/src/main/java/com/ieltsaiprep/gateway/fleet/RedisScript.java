package com.ieltsaiprep.gateway.fleet;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Lua script that Redis runs atomically; sent in full only if Redis has not cached it. */
record RedisScript(String lua, String sha1) {

    static RedisScript of(String lua) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest(lua.getBytes(StandardCharsets.UTF_8));
            return new RedisScript(lua, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** Returns whether Redis answered that it has not cached a script. */
    static boolean isUnknown(Throwable cause) {
        return String.valueOf(cause.getMessage()).startsWith("NOSCRIPT");
    }

    /** Runs the script. */
    Future<@Nullable Response> run(
            RedisConnectionPool redis, List<String> keys, List<String> arguments) {
        return redis.send(command(Command.EVALSHA, sha1, keys, arguments))
                .recover(
                        cause ->
                                isUnknown(cause)
                                        ? redis.send(command(Command.EVAL, lua, keys, arguments))
                                        : Future.failedFuture(cause));
    }

    private static Request command(
            Command command, String script, List<String> keys, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }
}
