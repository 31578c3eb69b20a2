package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ProtocolLimits;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Agreement of docs/protocol.md with the code: everything in it, and nothing else. */
class ProtocolDocumentTest {
    private static final long SECOND_US = 1_000_000;

    private final String page = Files.readString(Path.of("../docs/protocol.md"));

    ProtocolDocumentTest() throws IOException {}

    @Test
    void listsEveryControlMessageWithItsFieldsAndTheirValues() {
        assertListed("### Client to gateway", WireType.ofClient());
        assertListed("### Gateway to client", WireType.ofServer());
    }

    private void assertListed(String heading, List<WireType> types) {
        assertThat(table(heading))
                .extracting(row -> Stream.of(row.get(0), row.get(1)).flatMap(this::quoted).toList())
                .containsExactlyElementsOf(types.stream().map(this::names).toList());
    }

    /** Returns the type, its fields, and after each its values, except the codes of errors. */
    private List<String> names(WireType type) {
        Stream<String> fields =
                type.fields().stream()
                        .flatMap(
                                field ->
                                        Stream.concat(
                                                Stream.of(field.name()),
                                                field.name().equals("code")
                                                        ? Stream.of()
                                                        : field.values().stream()));
        return Stream.concat(Stream.of(type.name()), fields).toList();
    }

    @Test
    void listsEvery503WithItsDelay() {
        assertThat(table("### After a 503"))
                .extracting(List::getFirst)
                .containsExactlyElementsOf(
                        Arrays.stream(Refusal.values())
                                .filter(refusal -> refusal.status() == 503)
                                .map(
                                        refusal ->
                                                "`%s`, %s s"
                                                        .formatted(
                                                                refusal.body(),
                                                                refusal.retryAfterSeconds()))
                                .toList());
    }

    @Test
    void listsEveryErrorWithItsCloseCode() {
        ErrorCode[] codes = ErrorCode.values();
        List<String> names =
                WireType.ofServer().stream()
                        .filter(type -> type.name().equals("error"))
                        .flatMap(type -> type.fields().getFirst().values().stream())
                        .toList();
        assertThat(table("## Errors"))
                .extracting(row -> List.of(row.get(0), row.get(2)))
                .containsExactlyElementsOf(
                        IntStream.range(0, codes.length)
                                .mapToObj(i -> List.of("`" + names.get(i) + "`", close(codes[i])))
                                .toList());
    }

    private static String close(ErrorCode code) {
        return code == ErrorCode.UNKNOWN_TYPE
                ? "–"
                : String.valueOf(ProtocolRules.closeCode(code).code());
    }

    @Test
    void listsEveryCloseCodeAndWhetherItIsResumable() {
        assertThat(table("## Close codes"))
                .extracting(row -> List.of(row.get(0), row.get(2)))
                .containsExactlyElementsOf(
                        Arrays.stream(CloseCode.values())
                                .map(code -> List.of(String.valueOf(code.code()), resumable(code)))
                                .toList());
    }

    private static String resumable(CloseCode code) {
        String answer = code.resumable() ? "yes" : "no";
        return code == CloseCode.NORMAL ? "–" : answer;
    }

    @Test
    void statesTheSizesOfMessagesAndAudioFrames() {
        assertThat(page)
                .contains("At most " + bytes() + " bytes, one object")
                .contains("`resume` and `capsule` up to " + capsuleBytes() + " bytes")
                .contains(
                        "a message over %s bytes, or a first one over %s"
                                .formatted(bytes(), capsuleBytes()))
                .contains("`capsule`: string ≤ " + thousands(ProtocolLimits.MAX_CAPSULE_CHARACTERS))
                .contains("Twelve bytes of header");
        assertThat(AudioFrame.HEADER_BYTES).isEqualTo(12);
        assertThat(table("## Audio: binary"))
                .contains(
                        List.of(
                                "0",
                                kind(AudioFrame.UPLINK_PCM_16K, AudioFrame.UPLINK_HZ),
                                kind(AudioFrame.DOWNLINK_PCM_24K, AudioFrame.DOWNLINK_HZ)))
                .contains(
                        List.of(
                                AudioFrame.HEADER_BYTES + "–",
                                String.format(
                                        Locale.ROOT,
                                        "%,d–%,d bytes: %d–%d ms",
                                        AudioFrame.UPLINK_MIN_MS * AudioFrame.UPLINK_BYTES_PER_MS,
                                        AudioFrame.UPLINK_MAX_MS * AudioFrame.UPLINK_BYTES_PER_MS,
                                        AudioFrame.UPLINK_MIN_MS,
                                        AudioFrame.UPLINK_MAX_MS),
                                String.format(
                                        Locale.ROOT,
                                        "at most %,d bytes: 100 ms",
                                        100 * AudioFrame.DOWNLINK_BYTES_PER_MS)));
    }

    private static String bytes() {
        return thousands(ProtocolLimits.MAX_MESSAGE_BYTES);
    }

    private static String capsuleBytes() {
        return thousands(ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES);
    }

    private static String thousands(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String kind(byte kind, int hz) {
        return "kind `0x%02x`: %d kHz".formatted(kind, hz / 1000);
    }

    @Test
    void statesTheRateLimits() {
        MatchResult limits =
                find(
                        "at most (\\d+) frames a second over time \\((\\d+) in a burst.*?\\),"
                                + " (\\d+) control messages a second \\((\\d+) in a burst\\)");
        assertThat(new ProtocolRules(0).tooFast().detail())
                .isEqualTo(
                        "at most %s audio frames a second (%s at once) and %s control messages (%s)"
                                .formatted(
                                        limits.group(1),
                                        limits.group(2),
                                        limits.group(3),
                                        limits.group(4)));
        assertThat(page).contains("`unknown_type` is answered and forgiven, twenty times");
        ProtocolRules rules = new ProtocolRules(0);
        for (int i = 0; i < 20; i++) {
            assertThat(rules.toleratesUnknownType()).isTrue();
        }
        assertThat(rules.toleratesUnknownType()).isFalse();
        // Verified by MessageLimitsIT.
        assertThat(page).contains("at most 5 pings and pongs a second over time (20 in a burst)");
    }

    @Test
    void statesTheTimeouts() {
        long startUs = seconds("`start` or `resume` must follow within (\\d+) s") * SECOND_US;
        assertThat(seconds("neither `start` nor `resume` within (\\d+) s"))
                .isEqualTo(startUs / SECOND_US);
        KeepAlive unstarted = new KeepAlive(0);
        assertThat(unstarted.check(startUs - 1, false)).isEqualTo(KeepAlive.Action.NONE);
        assertThat(unstarted.check(startUs, false)).isEqualTo(KeepAlive.Action.START_TIMEOUT);

        long pingUs = seconds("pings every (\\d+) s") * SECOND_US;
        long idleUs = seconds("no message and no pong for (\\d+) s") * SECOND_US;
        KeepAlive silent = new KeepAlive(0);
        assertThat(silent.check(pingUs - 1, true)).isEqualTo(KeepAlive.Action.NONE);
        assertThat(silent.check(pingUs, true)).isEqualTo(KeepAlive.Action.PING);
        assertThat(silent.check(idleUs - 1, true)).isNotEqualTo(KeepAlive.Action.IDLE_TIMEOUT);
        assertThat(silent.check(idleUs, true)).isEqualTo(KeepAlive.Action.IDLE_TIMEOUT);
    }

    private long seconds(String pattern) {
        return Long.parseLong(find(pattern).group(1));
    }

    private MatchResult find(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("not in the page: " + pattern));
    }

    /** Returns the rows of the first table under a heading, by cells. */
    private List<List<String>> table(String heading) {
        return page.lines()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.substring(1, line.lastIndexOf('|')))
                .map(line -> Pattern.compile("\\|").splitAsStream(line).map(String::strip).toList())
                .toList();
    }

    private Stream<String> quoted(String cell) {
        return Pattern.compile("`([^`]+)`").matcher(cell).results().map(found -> found.group(1));
    }
}
