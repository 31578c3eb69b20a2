package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Search for a word wherever the API or a stand-in could leave it: the files of all processes, of
 * which the functions' log has their metrics too, the stand-ins' log at level TRACE, what their
 * control ports report, every Redis and every table.
 */
final class ContentSearch implements AutoCloseable {
    private static final String STAND_INS = "com.ieltsaiprep.local";
    private static final String LOG = "file api.log";
    private static final String STAND_IN_LOG = "log of the stand-ins";

    private final ApiStack stack;
    private final Logger logger = (Logger) LoggerFactory.getLogger(STAND_INS);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    ContentSearch(ApiStack stack) {
        this.stack = stack;
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        logger.setLevel(Level.TRACE);
    }

    /** Writes a word into each place, and returns it. */
    String plant(String userId) {
        String word = "planted_" + System.nanoTime();
        Map<String, Object> event = Map.of("type", "api_error", "code", word);
        RecordingApiClient client = RecordingApiClient.withOwnAddress(stack);
        assertThat(
                        client.post(
                                        Region.IRELAND,
                                        "/client-events",
                                        Map.of("events", List.of(event)))
                                .outcome())
                .isEqualTo("204");
        LoggerFactory.getLogger(STAND_INS + ".converse").trace("{}", word);
        for (Region region : Region.values()) {
            stack.redis(region).command("SET key-of-test " + word + " EX 60");
        }
        for (Table table : Table.values()) {
            stack.tables().put(Region.VIRGINIA, table, item(table, userId, word));
        }
        stack.tables().awaitReplication();
        return word;
    }

    private static Map<String, AttributeValue> item(Table table, String userId, String word) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(table.hashKey(), AttributeValue.fromS("test-of-" + userId));
        if (table.rangeKey() != null) {
            item.put(table.rangeKey(), AttributeValue.fromS("planted"));
        }
        item.put("nested", AttributeValue.fromM(Map.of("text", AttributeValue.fromS(word))));
        return item;
    }

    /** Returns all places in which {@link #plant} has written its word. */
    Set<String> allPlaces() {
        Set<String> places = new TreeSet<>(Set.of(LOG, STAND_IN_LOG));
        for (Region region : Region.values()) {
            places.add("Redis in " + region);
            for (Table table : Table.values()) {
                places.add(place(table, region));
            }
        }
        return places;
    }

    private static String place(Table table, Region region) {
        return "table " + table + " in " + region;
    }

    /** Returns the places that have a word. */
    Set<String> placesOf(String word) {
        Set<String> places = new TreeSet<>(files(word));
        if (List.copyOf(lines.list).stream().anyMatch(line -> contains(line, word))) {
            places.add(STAND_IN_LOG);
        }
        for (Region region : Region.values()) {
            if (redis(region).contains(word)) {
                places.add("Redis in " + region);
            }
            for (Table table : Table.values()) {
                if (!stack.tables().items(region, table, word).isEmpty()) {
                    places.add(place(table, region));
                }
            }
        }
        if ((stack.lambda().get("/invocations") + "" + stack.converse().get("/counts"))
                .contains(word)) {
            places.add("control port");
        }
        return places;
    }

    private static boolean contains(ILoggingEvent line, String word) {
        return line.getFormattedMessage().contains(word)
                || (line.getThrowableProxy() != null
                        && String.valueOf(line.getThrowableProxy().getMessage()).contains(word));
    }

    private Set<String> files(String word) {
        try (Stream<Path> files = Files.walk(stack.folder())) {
            Set<String> found = new TreeSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // Every byte is a character, whatever the file is.
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(word)) {
                    found.add("file " + stack.folder().relativize(file));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all keys and values of a region's Redis. */
    private String redis(Region region) {
        ApiRedis redis = stack.redis(region);
        List<String> all = new ArrayList<>();
        for (String key : redis.command("KEYS *").split("\r\n", -1)) {
            if (!key.startsWith("$") && !key.startsWith("*")) {
                all.add(key);
                String type = redis.command("TYPE " + key);
                all.add(
                        redis.command(
                                switch (type) {
                                    case "+string" -> "GET " + key;
                                    case "+hash" -> "HGETALL " + key;
                                    case "+set" -> "SMEMBERS " + key;
                                    case "+zset" -> "ZRANGE " + key + " 0 -1";
                                    default -> "LRANGE " + key + " 0 -1";
                                }));
            }
        }
        return String.join("\n", all);
    }

    @Override
    public void close() {
        logger.setLevel(null);
        logger.setAdditive(true);
        logger.detachAppender(lines);
    }
}
