package com.ieltsaiprep.local.speak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.CommandErrors;
import com.ieltsaiprep.local.audio.PcmCodec;
import com.ieltsaiprep.local.audio.Wav;
import com.ieltsaiprep.local.client.Microphone;
import com.ieltsaiprep.local.client.SpeechRecording;
import com.ieltsaiprep.local.client.SyntheticVoice;
import com.ieltsaiprep.local.client.Utterance;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.stack.StackAddress;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class SpeakRunnerIT {
    @TempDir private Path folder;

    private final MiniStack stack = new MiniStack();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandLine speak =
            CommandErrors.commandLine(
                    new SpeakRunner(_ -> stack, print(out)), print(out), print(err));

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void holdsACompleteConversation() throws IOException {
        Path file = folder.resolve("candidate.wav");
        Path reply = folder.resolve("reply.wav");
        Path json = folder.resolve("report.json");
        speech(2).at(44_100).write(file);

        int status =
                speak.execute(
                        file.toString(), "--out", reply.toString(), "--json", json.toString());

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        JsonNode report = JsonValues.read(Files.readAllBytes(json));
        assertThat(report.get("sessionId").asText()).isEqualTo("s1");
        assertThat(report.get("turns").asInt()).isEqualTo(2);
        assertThat(report.get("unackedFrames").asInt()).isZero();
        Wav heard = Wav.read(reply);
        assertThat(heard.sampleRate()).isEqualTo(24_000);
        assertThat(heard.seconds()).isGreaterThan(report.get("audioSentS").asDouble());
        assertThat(count(heard.samples(), (short) 256)).isEqualTo(15);
    }

    @Test
    void resumesOverAnotherConnection() throws IOException {
        Path file = folder.resolve("candidate.wav");
        Path json = folder.resolve("report.json");
        speech(2).write(file);
        stack.cutOnce();

        int status = speak.execute(file.toString(), "--json", json.toString());

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("[connection lost]", "[taken over]", "1: 0 re-attached, 1 taken over");
        assertThat(status).isZero();
        JsonNode report = JsonValues.read(Files.readAllBytes(json));
        assertThat(report.get("turns").asInt()).isEqualTo(2);
        assertThat(report.get("takenOver").asInt()).isEqualTo(1);
        assertThat(report.get("resumedMsMax").asDouble()).isPositive();
        assertThat(report.get("mayaMsMax").asDouble()).isPositive();
    }

    @Test
    void sendsTheFileBitForBit() throws IOException {
        Path file = folder.resolve("candidate.wav");
        speech(2).at(24_000).write(file);

        speak.execute(file.toString());

        short[] heard = PcmCodec.samples(stack.heard("s1"));
        for (Utterance utterance : SpeechRecording.read(file).utterances()) {
            assertThat(contains(heard, utterance.samples())).isTrue();
        }
    }

    @Test
    void showsCaptionsWithoutTheirControlCharacters() throws IOException {
        Path file = folder.resolve("candidate.wav");
        speech(1).write(file);

        speak.execute(file.toString());

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Maya:  Line 1 [2J")
                .contains("Maya:  Line 2 [2J")
                .doesNotContain("\u001b");
    }

    @Test
    void reportsInOneLineAFileThatIsNoWav() throws IOException {
        Path file = Files.writeString(folder.resolve("a.wav"), "hello, this is not a recording");

        assertThat(speak.execute(file.toString())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("speak: " + file + ": not a WAV: ")
                .hasLineCount(1);
    }

    @Test
    void reportsInOneLineThatNothingAnswers() throws IOException {
        Path file = folder.resolve("candidate.wav");
        speech(1).write(file);
        StackAddress address = stack.address();
        stack.close();

        assertThat(speak.execute(file.toString())).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("speak: " + address.web() + " does not answer" + System.lineSeparator());
    }

    private static Wav speech(int utterances) {
        SyntheticVoice voice = new SyntheticVoice(5);
        short[] all = new short[0];
        for (int i = 0; i < utterances; i++) {
            short[] one = voice.utterance(900, 700).samples();
            short[] longer = Arrays.copyOf(all, all.length + one.length);
            System.arraycopy(one, 0, longer, all.length, one.length);
            all = longer;
        }
        return new Wav(16_000, all);
    }

    private static int count(short[] samples, short value) {
        int count = 0;
        for (short sample : samples) {
            count += sample == value ? 1 : 0;
        }
        return count;
    }

    private static boolean contains(short[] all, short[] part) {
        for (int at = 0; at + part.length <= all.length; at += Microphone.FRAME_SAMPLES) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
