package com.ieltsaiprep.gateway.capsule;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.capsule.CapsuleSeal.RefusalReason;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal.Refused;
import com.ieltsaiprep.gateway.capsule.CapsuleSeal.Valid;
import com.ieltsaiprep.gateway.capsule.History.Message;
import com.ieltsaiprep.gateway.capsule.History.Role;
import com.ieltsaiprep.gateway.protocol.ProtocolLimits;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

class AesCapsuleSealTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.75Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Random NOISE = new Random(7);
    private static final CapsuleKeys OLD = CapsuleKeys.random(RANDOM);
    private static final CapsuleKeys NEW = CapsuleKeys.random(RANDOM);

    private static final Refused ALTERED = new Refused(RefusalReason.ALTERED);
    private static final Refused UNKNOWN_KEY = new Refused(RefusalReason.UNKNOWN_KEY);
    private static final Refused EXPIRED = new Refused(RefusalReason.EXPIRED);
    private static final Refused OF_ANOTHER_USER = new Refused(RefusalReason.OF_ANOTHER_USER);
    private static final Refused OF_ANOTHER_SESSION = new Refused(RefusalReason.OF_ANOTHER_SESSION);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AesCapsuleSeal seal = seal(OLD);

    @Test
    void opensWhatItSealed() {
        Capsule capsule = capsule("a note", dialogue());

        assertThat(open(seal.seal(capsule))).isEqualTo(new Valid(capsule));
    }

    @Property
    void everyCapsuleOpensAsItWasSealed(@ForAll("capsules") Capsule capsule) {
        assertThat(seal.open(seal.seal(capsule), capsule.userId(), capsule.sessionId()))
                .isEqualTo(new Valid(capsule));
    }

    @Test
    void refusesACapsuleWithAnyBitFlipped() {
        byte[] sealed = decoded(seal.seal(capsule("a note", dialogue())));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(open(encoded(altered))).as("bit %d", bit).isIn(ALTERED, UNKNOWN_KEY);
        }
    }

    @Test
    void refusesACapsuleWithAnyCharacterChanged() {
        String sealed = seal.seal(capsule("a note", dialogue()));
        for (int at = 0; at < sealed.length(); at++) {
            for (char other : "AZaz09-_=+/ \n\u0100\ud800".toCharArray()) {
                if (sealed.charAt(at) != other) {
                    String altered = sealed.substring(0, at) + other + sealed.substring(at + 1);
                    assertThat(open(altered)).as("%c at %d", other, at).isInstanceOf(Refused.class);
                }
            }
        }
    }

    @Test
    void refusesACapsuleThatIsCutOrExtended() {
        String sealed = seal.seal(capsule("a note", dialogue()));
        for (int length = 0; length < sealed.length(); length++) {
            assertThat(open(sealed.substring(0, length))).isEqualTo(ALTERED);
        }
        for (String more : List.of("A", "AA", "AAAA", "=", "==", "\n")) {
            assertThat(open(sealed + more)).isEqualTo(ALTERED);
        }
    }

    @Test
    void refusesACapsuleWithAPartOfAnother() {
        byte[] one = decoded(seal.seal(capsule("", dialogue())));
        byte[] other = decoded(seal.seal(capsule("", dialogue())));
        for (int cut = 1; cut < Math.min(one.length, other.length); cut++) {
            byte[] mixed = one.clone();
            System.arraycopy(other, 0, mixed, 0, cut);
            if (!Arrays.equals(mixed, one) && !Arrays.equals(mixed, other)) {
                assertThat(open(encoded(mixed))).isEqualTo(ALTERED);
            }
        }
    }

    @Test
    void refusesACapsuleOfAnotherUserOrSession() {
        String sealed = seal.seal(capsule("", dialogue()));

        assertThat(seal.open(sealed, "bob", "s-1")).isEqualTo(OF_ANOTHER_USER);
        assertThat(seal.open(sealed, "ana", "s-2")).isEqualTo(OF_ANOTHER_SESSION);
        assertThat(seal.open(sealed, "bob", "s-2")).isEqualTo(OF_ANOTHER_USER);
        assertThat(seal.open(sealed, "s-1", "ana")).isEqualTo(OF_ANOTHER_USER);
    }

    @Test
    void opensForThirtyMinutesAndNotASecondLonger() {
        String sealed = seal.seal(capsule("", dialogue()));
        Instant end = Instant.parse("2026-03-01T12:30:00Z");

        now.set(end.minusNanos(1));
        assertThat(open(sealed)).isInstanceOf(Valid.class);
        now.set(end);
        assertThat(open(sealed)).isEqualTo(EXPIRED);
        assertThat(seal.open(sealed, "bob", "s-2")).isEqualTo(EXPIRED);
    }

    @Test
    void rotatesKeysWithoutRefusals() {
        CapsuleKeys known = new CapsuleKeys(List.of(OLD.sealingKey(), NEW.sealingKey()));
        CapsuleKeys used = new CapsuleKeys(List.of(NEW.sealingKey(), OLD.sealingKey()));
        Capsule capsule = capsule("", dialogue());

        for (CapsuleKeys sealing : List.of(OLD, known, used)) {
            String sealed = seal(sealing).seal(capsule);
            assertThat(seal(known).open(sealed, "ana", "s-1")).isEqualTo(new Valid(capsule));
            assertThat(seal(used).open(sealed, "ana", "s-1")).isEqualTo(new Valid(capsule));
        }
        assertThat(seal(NEW).open(seal(used).seal(capsule), "ana", "s-1"))
                .isEqualTo(new Valid(capsule));
        assertThat(seal(NEW).open(seal(known).seal(capsule), "ana", "s-1")).isEqualTo(UNKNOWN_KEY);
    }

    @Test
    void refusesACapsuleUnderAnotherKeyOfTheSameId() {
        CapsuleKeys.Key impostor =
                new CapsuleKeys.Key(OLD.sealingKey().id(), NEW.sealingKey().secret());
        String sealed = seal.seal(capsule("", dialogue()));

        assertThat(seal(new CapsuleKeys(List.of(impostor))).open(sealed, "ana", "s-1"))
                .isEqualTo(ALTERED);
    }

    @Property
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(open(text)).isEqualTo(ALTERED);
    }

    @Property
    void noBytesMakeItThrow(@ForAll byte[] bytes) {
        assertThat(open(encoded(bytes))).isInstanceOf(Refused.class);
        byte[] versioned = new byte[bytes.length + 1];
        versioned[0] = 1;
        System.arraycopy(bytes, 0, versioned, 1, bytes.length);
        assertThat(open(encoded(versioned))).isInstanceOf(Refused.class);
    }

    @Test
    void sealsTheLongestHistoryWhole() {
        History history = new History(History.Limits.DEFAULT);
        for (int i = 0; i < 40; i++) {
            history.add(i % 2 == 0 ? Role.USER : Role.ASSISTANT, noise(1_000));
        }
        assertThat(history.heldBytes()).isGreaterThan(39_000);
        Capsule capsule = capsule("", history.messages());
        String sealed = seal.seal(capsule);

        assertThat(sealed).hasSizeLessThanOrEqualTo(ProtocolLimits.MAX_CAPSULE_CHARACTERS);
        assertThat(open(sealed)).isEqualTo(new Valid(capsule));
    }

    @Test
    void dropsTheOldestMessagesOfAHistoryThatDoesNotFit() {
        List<Message> history = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            history.add(new Message(i % 2 == 0 ? Role.USER : Role.ASSISTANT, noise(1_000)));
        }
        String sealed = seal.seal(capsule("a note", history));

        assertThat(sealed).hasSizeBetween(62_000, ProtocolLimits.MAX_CAPSULE_CHARACTERS);
        assertThat(open(sealed))
                .isInstanceOfSatisfying(
                        Valid.class,
                        good -> {
                            List<Message> kept = good.capsule().history();
                            assertThat(kept).hasSizeGreaterThan(35);
                            assertThat(kept).isEqualTo(history.subList(80 - kept.size(), 80));
                            assertThat(good.capsule().notes()).isEqualTo("a note");
                        });
    }

    @Test
    void sealsNothingThatWouldBeTooLongToInflate() {
        Message zeros = new Message(Role.USER, "\0".repeat(30_000));
        String sealed = seal.seal(capsule("n".repeat(300_000), List.of(zeros, zeros)));

        assertThat(open(sealed)).isEqualTo(new Valid(capsule("", List.of())));
    }

    @Test
    void replacesHalfASurrogatePairWithAQuestionMark() {
        String sealed = seal.seal(capsule("", List.of(new Message(Role.USER, "a\ud800b"))));

        assertThat(open(sealed))
                .isEqualTo(new Valid(capsule("", List.of(new Message(Role.USER, "a?b")))));
    }

    @Test
    void sealsEachTimeUnderAnotherNonce() {
        Capsule capsule = capsule("", dialogue());
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            sealed.add(seal.seal(capsule));
        }
        assertThat(sealed).hasSize(100);
    }

    @Test
    void revealsNoContentInItsText() {
        Capsule capsule = capsule("canary", List.of(new Message(Role.USER, "canary")));

        assertThat(new Valid(capsule).toString()).doesNotContain("canary");
        assertThat(capsule.history().toString()).doesNotContain("canary");
        assertThat(seal.seal(capsule)).doesNotContain("canary");
    }

    @Provide
    Arbitrary<Capsule> capsules() {
        Arbitrary<String> texts =
                Arbitraries.strings().map(text -> text.replaceAll("\\p{Cs}", "").concat("é😀"));
        Arbitrary<List<Message>> histories =
                Combinators.combine(Arbitraries.of(Role.class), texts)
                        .as(Message::new)
                        .list()
                        .ofMaxSize(20);
        Arbitrary<Long> longs = Arbitraries.longs();
        return Combinators.combine(
                        texts,
                        texts,
                        longs,
                        Arbitraries.of(Capsule.State.class),
                        Arbitraries.integers(),
                        Arbitraries.of(true, false),
                        texts,
                        histories)
                .as(
                        (user, session, number, state, epoch, flag, notes, history) ->
                                new Capsule(
                                        user,
                                        session,
                                        number,
                                        notes,
                                        ~number,
                                        state,
                                        number >> 7,
                                        epoch,
                                        ~epoch,
                                        flag,
                                        !flag,
                                        notes,
                                        history));
    }

    private AesCapsuleSeal seal(CapsuleKeys keys) {
        InstantSource clock = now::get;
        return new AesCapsuleSeal(keys, clock, RANDOM);
    }

    private CapsuleSeal.OpenResult open(String sealed) {
        return seal.open(sealed, "ana", "s-1");
    }

    private static Capsule capsule(String notes, List<Message> history) {
        return new Capsule(
                "ana",
                "s-1",
                3,
                "node-1-c0ffee",
                17,
                Capsule.State.TALKING,
                123_456,
                9,
                8,
                true,
                false,
                notes,
                history);
    }

    private static List<Message> dialogue() {
        return List.of(
                new Message(Role.USER, "I live in Hanoi."),
                new Message(Role.ASSISTANT, "What do you like about it?"));
    }

    /** Returns random printable text, which hardly compresses. */
    private static String noise(int bytes) {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < bytes; i++) {
            noise.append((char) (33 + NOISE.nextInt(94)));
        }
        return noise.toString();
    }

    private static byte[] decoded(String sealed) {
        return Base64.getUrlDecoder().decode(sealed);
    }

    private static String encoded(byte[] sealed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }
}
