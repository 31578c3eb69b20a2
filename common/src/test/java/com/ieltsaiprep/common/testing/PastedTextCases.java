package com.ieltsaiprep.common.testing;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cases of docs/pasted-text.json, which the page's tests read too: pasted text, and clean text. */
public final class PastedTextCases {
    private static final Map<String, @Nullable Object> TABLE = read();

    private PastedTextCases() {}

    /** Returns one-time codes in all forms in which they are pasted. */
    public static Stream<Arguments> codes() {
        return cases("codes");
    }

    /** Returns texts that are no one-time code, however they are cleaned. */
    public static Stream<Arguments> refusedCodes() {
        return cases("refused_codes");
    }

    /** Returns e-mail addresses in all forms in which they are pasted. */
    public static Stream<Arguments> addresses() {
        return cases("addresses");
    }

    /** Returns texts that are no e-mail address, however they are cleaned. */
    public static Stream<Arguments> refusedAddresses() {
        return cases("refused_addresses");
    }

    /** Returns all code points that are invisible. */
    public static IntStream invisible() {
        return list("invisible")
                .map(range -> String.valueOf(range).split("-"))
                .flatMapToInt(
                        ends ->
                                IntStream.rangeClosed(
                                        number(ends[0]), number(ends[ends.length - 1])));
    }

    private static int number(String hexadecimal) {
        return Integer.parseInt(hexadecimal, 16);
    }

    private static Stream<Arguments> cases(String name) {
        return list(name)
                .map(Json::members)
                .map(
                        row ->
                                Arguments.argumentSet(
                                        String.valueOf(row.get("case")),
                                        row.get("pasted"),
                                        row.get("clean")));
    }

    private static Stream<?> list(String name) {
        return TABLE.get(name) instanceof List<?> list ? list.stream() : Stream.empty();
    }

    private static Map<String, @Nullable Object> read() {
        try {
            return Json.members(
                    new Json(4, 1_000)
                            .read(Files.readAllBytes(Path.of("../docs/pasted-text.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
