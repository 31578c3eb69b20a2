package com.ieltsaiprep.local.client;

import com.ieltsaiprep.local.audio.VoiceActivityDetector;
import com.ieltsaiprep.local.audio.Wav;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * Recording of a candidate's speech, cut into utterances at its pauses.
 *
 * @param pcm the whole recording, mono PCM16 samples at 16 kHz
 * @param utterances consecutive parts of the recording, which together are all of it
 */
public record SpeechRecording(short[] pcm, List<Utterance> utterances) {
    private static final int HERTZ = 16_000;

    /**
     * Reads a WAV file of any format that {@link Wav} supports, converts it to mono PCM16 at 16 kHz
     * and cuts it into utterances at its pauses.
     *
     * @throws IOException if the file does not exist, cannot be read, is not such a WAV file or
     *     holds no speech; the message is the reason, in words for the user of the command line
     */
    public static SpeechRecording read(Path file) throws IOException {
        SpeechRecording spoken = of(readWav(file));
        if (spoken.utterances.isEmpty()) {
            throw new IOException("nobody speaks in it");
        }
        return spoken;
    }

    private static Wav readWav(Path file) throws IOException {
        try {
            return Wav.read(file, HERTZ);
        } catch (NoSuchFileException e) {
            throw new IOException("no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("permission denied", e);
        } catch (FileSystemException e) {
            // The message begins with the file's name.
            throw new IOException(Objects.requireNonNullElse(e.getReason(), "unreadable"), e);
        }
    }

    static SpeechRecording of(Wav wav) {
        short[] pcm = wav.at(HERTZ).samples();
        return new SpeechRecording(pcm, Utterances.cutAtPauses(pcm, voiced(pcm)));
    }

    /** Returns the frames with voice in them, without clicks and the like. */
    private static BitSet voiced(short[] pcm) {
        BitSet voiced = new BitSet();
        int[] frames = {0};
        new VoiceActivityDetector(HERTZ)
                .accept(pcm, (voice, speaking) -> voiced.set(frames[0]++, voice));
        BitSet speech = new BitSet();
        for (VoiceActivityDetector.Utterance found :
                VoiceActivityDetector.findUtterances(pcm, HERTZ, Utterances.PAUSE_MS)) {
            speech.set(
                    found.start() / Utterances.VOICE_SAMPLES,
                    Math.ceilDiv(found.end(), Utterances.VOICE_SAMPLES));
        }
        voiced.and(speech);
        return voiced;
    }

    @Override
    public String toString() {
        return "SpeechRecording[%d samples, %d utterances]"
                .formatted(pcm.length, utterances.size());
    }
}
