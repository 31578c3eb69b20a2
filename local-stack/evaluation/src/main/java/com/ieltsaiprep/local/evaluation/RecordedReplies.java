package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.ModelReply;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Recorded replies of models by request hash and run, in JSON Lines. A line has the reply, which
 * may quote the response in short, and not the request. Thread-safe.
 */
final class RecordedReplies {
    private static final Json JSON = new Json(32, 1 << 20);

    private final Map<String, CallResult.Replied> replies = new ConcurrentHashMap<>();

    /**
     * Reads recorded replies.
     *
     * @param path a file, or a folder whose *.jsonl are all read; may be missing
     * @throws EvaluationException if a file cannot be read or has an invalid line
     */
    static RecordedReplies read(Path path) {
        RecordedReplies recorded = new RecordedReplies();
        try {
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    for (Path file :
                            files.filter(file -> file.toString().endsWith(".jsonl"))
                                    .sorted()
                                    .toList()) {
                        recorded.readFile(file);
                    }
                }
            } else if (Files.exists(path)) {
                recorded.readFile(path);
            }
        } catch (IOException e) {
            throw new EvaluationException(path + " cannot be read", e);
        }
        return recorded;
    }

    private void readFile(Path file) throws IOException {
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            try {
                if (!line.isBlank()) {
                    put(Json.members(JSON.read(line)));
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new EvaluationException(
                        "%s, line %d: not a recorded reply".formatted(file, number), e);
            }
        }
    }

    private void put(Map<String, @Nullable Object> line) {
        Map<String, @Nullable Object> reply = Json.members(line.get("reply"));
        List<ModelReply.Block> blocks = new ArrayList<>();
        if (reply.get("blocks") instanceof List<?> list) {
            for (Object block : list) {
                Map<String, @Nullable Object> members = Json.members(block);
                blocks.add(
                        members.get("text") instanceof String text
                                ? new ModelReply.Block.Text(text)
                                : new ModelReply.Block.ToolUse(
                                        text(members, "tool"), Json.members(members.get("input"))));
            }
        }
        replies.put(
                key(text(line, "request"), number(line, "run")),
                new CallResult.Replied(
                        new ModelReply(
                                text(reply, "stop_reason"),
                                blocks,
                                number(reply, "input_tokens"),
                                number(reply, "output_tokens")),
                        number(line, "latency_ms"),
                        true));
    }

    /** Returns the recorded reply to a request; empty if there is none. */
    Optional<CallResult.Replied> find(String requestHash, int run) {
        return Optional.ofNullable(replies.get(key(requestHash, run)));
    }

    int size() {
        return replies.size();
    }

    /**
     * Adds a reply and appends it to a file.
     *
     * @throws EvaluationException if the file cannot be written
     */
    synchronized void append(Path file, String requestHash, int run, CallResult.Replied replied) {
        String line = Json.write(line(requestHash, run, replied)) + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new EvaluationException(file + " cannot be written", e);
        }
        replies.put(
                key(requestHash, run),
                new CallResult.Replied(replied.reply(), replied.latencyMs(), true));
    }

    private static Map<String, Object> line(
            String requestHash, int run, CallResult.Replied replied) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        for (ModelReply.Block block : replied.reply().blocks()) {
            Map<String, Object> json = new LinkedHashMap<>();
            switch (block) {
                case ModelReply.Block.Text(String text) -> json.put("text", text);
                case ModelReply.Block.ToolUse(String name, var input) -> {
                    json.put("tool", name);
                    json.put("input", input);
                }
            }
            blocks.add(json);
        }
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("stop_reason", replied.reply().stopReason());
        reply.put("blocks", blocks);
        reply.put("input_tokens", replied.reply().inputTokens());
        reply.put("output_tokens", replied.reply().outputTokens());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("request", requestHash);
        line.put("run", run);
        line.put("latency_ms", replied.latencyMs());
        line.put("reply", reply);
        return line;
    }

    private static String key(String requestHash, int run) {
        return requestHash + "/" + run;
    }

    private static String text(Map<String, @Nullable Object> json, String name) {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name);
    }

    private static int number(Map<String, @Nullable Object> json, String name) {
        if (json.get(name) instanceof Long number) {
            return Math.toIntExact(number);
        }
        throw new IllegalArgumentException(name);
    }
}
