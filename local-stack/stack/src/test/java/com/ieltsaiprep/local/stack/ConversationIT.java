package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.audio.PcmCodec;
import com.ieltsaiprep.local.audio.Wav;
import com.ieltsaiprep.local.client.AudioSink;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.client.SentAudio;
import com.ieltsaiprep.local.client.SpeakingPlan;
import com.ieltsaiprep.local.client.SpeechRecording;
import com.ieltsaiprep.local.client.SyntheticVoice;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.speak.CandidateRunner;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Conversation through the whole stack, from a client's microphone to the Sonic stand-in and back.
 */
@Order(1)
@ResourceLock(StackExtension.LOCK)
final class ConversationIT {
    /** Base64 or hexadecimal of more than a few samples. */
    private static final Pattern AUDIO = Pattern.compile("[A-Za-z0-9+/]{120}");

    @RegisterExtension static final StackExtension STACK = new StackExtension();

    @TempDir private Path folder;

    @Test
    void bringsEverySampleToTheServiceAnswersEveryTurnAndLeavesNothing() throws Exception {
        abandonConversations();
        SpeechRecording file = spoken(44_100);

        ConversationResult result = talk(file);

        assertThat(result.problems()).isEmpty();
        assertThat(result.turns()).hasSize(2);
        assertThat(result.downlink().audioMs()).isGreaterThan(5_000);
        short[] heard = PcmCodec.samples(STACK.receivedAudio(result.overview().sessionId()));
        assertThat(heard).isEqualTo(sent(file, result.uplink().sent(), heard.length));
        assertThat(STACK.transcript(result.overview().sessionId()))
                .contains("marmalade", "Good morning");
        assertThat(contentIn(allLoggedLines())).isEmpty();
        STACK.awaitNoConversations();
    }

    /** Abandons connections, whose timeouts run during the next conversation. */
    private static void abandonConversations() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (TestClient client = TestClient.start(STACK.address())) {
                client.awaitGreeting();
            }
        }
    }

    @Test
    void theCheckWouldFindLoggedContent() throws Exception {
        Path planted = STACK.folder().resolve("planted.log");
        String audio = Base64.getEncoder().encodeToString(new byte[1_024]);
        Files.write(planted, List.of("you said: marmalade", "audio=" + audio));

        assertThat(contentIn(allLoggedLines())).hasSize(2);
        Files.delete(planted);
    }

    private SpeechRecording spoken(int sampleRate) throws IOException {
        SyntheticVoice voice = new SyntheticVoice(7);
        short[] first = voice.utterance(1_400, 800).samples();
        short[] second = voice.utterance(1_100, 700).samples();
        short[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Path file = folder.resolve("candidate.wav");
        new Wav(16_000, both).at(sampleRate).write(file);
        return SpeechRecording.read(file);
    }

    private static ConversationResult talk(SpeechRecording file) throws Exception {
        try (CandidateRunner candidates = new CandidateRunner(1, new EpochClock())) {
            return candidates
                    .start(
                            new StackClient(STACK.address()),
                            SpeakingPlan.inTurn(file.utterances()),
                            AudioSink.NONE)
                    .await(60, TimeUnit.SECONDS);
        }
    }

    /** Returns the recording at the positions where the client sent it, and silence elsewhere. */
    private static short[] sent(SpeechRecording file, SentAudio sent, int samples) {
        assertThat(samples % sent.frames()).isZero();
        short[] all = new short[samples];
        for (SentAudio.Run run : sent.runs()) {
            int at = run.firstSequence() * (samples / sent.frames());
            System.arraycopy(file.pcm(), run.fileOffset(), all, at, run.samples());
        }
        return all;
    }

    /** Returns the lines with words of either speaker, or with what looks like audio. */
    private static List<String> contentIn(List<String> lines) {
        return lines.stream()
                .filter(
                        line ->
                                line.contains("marmalade")
                                        || line.contains("Good morning")
                                        || AUDIO.matcher(line).find())
                .toList();
    }

    /** Returns every line of all logs and of the metrics. */
    private static List<String> allLoggedLines() throws Exception {
        List<String> lines = new ArrayList<>(STACK.metrics());
        try (Stream<Path> files = Files.walk(STACK.folder())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        assertThat(lines).hasSizeGreaterThan(50);
        return lines;
    }
}
