package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.audio.Pcm16;
import com.ieltsaiprep.local.audio.Wav;
import com.ieltsaiprep.local.candidate.Conversations;
import com.ieltsaiprep.local.candidate.EpochClock;
import com.ieltsaiprep.local.candidate.Outcome;
import com.ieltsaiprep.local.candidate.Plan;
import com.ieltsaiprep.local.candidate.Recording;
import com.ieltsaiprep.local.candidate.SentAudio;
import com.ieltsaiprep.local.candidate.SpokenFile;
import com.ieltsaiprep.local.candidate.StackClient;
import com.ieltsaiprep.local.candidate.SyntheticVoice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The stack as it ships, from a client's microphone to the service and back. */
final class ConversationIT {
    /** Words that no program prints by chance. */
    private static final List<String> CANARY =
            List.of("zebrafinch marmalade quixotic", "saxophone tundra velociraptor");

    private static final Path WORDS = wordsFile();

    @RegisterExtension
    static final StackExtension STACK = new StackExtension("--words", WORDS.toString());

    @TempDir private Path folder;

    @Test
    void bringsEverySampleToTheServiceAndAnswersEveryTurn() throws Exception {
        SpokenFile file = spoken(44_100);

        Outcome outcome = talk(file);

        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.turns()).hasSize(2);
        assertThat(outcome.down().audioMs()).isGreaterThan(5_000);
        short[] heard = Pcm16.samples(STACK.heard(outcome.who().sessionId()));
        assertThat(heard).isEqualTo(sent(file, outcome.up().sent(), heard.length));
    }

    @Test
    void writesNothingDownOfWhatIsSaid() throws Exception {
        Outcome outcome = talk(spoken(16_000));

        assertThat(STACK.said(outcome.who().sessionId())).contains("marmalade", "Good morning");
        assertThat(linesWith("marmalade", "Good morning")).isEmpty();

        Files.writeString(STACK.folder().resolve("planted.log"), "you said: marmalade\n");
        assertThat(linesWith("marmalade", "Good morning")).hasSize(1);
    }

    private SpokenFile spoken(int sampleRate) throws IOException {
        SyntheticVoice voice = new SyntheticVoice(7);
        short[] first = voice.utterance(1_400, 800).samples();
        short[] second = voice.utterance(1_100, 700).samples();
        short[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Path file = folder.resolve("candidate.wav");
        new Wav(16_000, both).at(sampleRate).write(file);
        return SpokenFile.read(file);
    }

    private static Outcome talk(SpokenFile file) throws Exception {
        try (Conversations conversations = new Conversations(1, new EpochClock())) {
            return conversations
                    .hold(
                            new StackClient(STACK.address()).ticket(),
                            Plan.polite(file.utterances()),
                            Recording.NONE)
                    .await(60, TimeUnit.SECONDS);
        }
    }

    /** The recording where the client says it sent it; all else is silence. */
    private static short[] sent(SpokenFile file, SentAudio sent, int samples) {
        assertThat(samples % sent.frames()).isZero();
        short[] all = new short[samples];
        for (SentAudio.Run run : sent.runs()) {
            int at = run.firstSequence() * (samples / sent.frames());
            System.arraycopy(file.pcm(), run.fileOffset(), all, at, run.samples());
        }
        return all;
    }

    /** Lines of any log and of the metrics that hold one of these. */
    private static List<String> linesWith(String... words) throws Exception {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(STACK.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.addAll(
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                .lines()
                                .toList());
            }
        }
        found.addAll(STACK.metrics().lines().toList());
        assertThat(found).hasSizeGreaterThan(50);
        return found.stream().filter(line -> Stream.of(words).anyMatch(line::contains)).toList();
    }

    private static Path wordsFile() {
        try {
            Path file = Files.createTempFile("words", ".txt");
            return Files.write(file, CANARY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
