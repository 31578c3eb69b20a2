package com.ieltsaiprep.local.speak;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.CommandErrors;
import com.ieltsaiprep.local.audio.Wav;
import com.ieltsaiprep.local.client.StackUnavailableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Files of every kind, given to {@code speak} in a process with a heap of 200 MB. */
class SpeakFilesTest {
    private static final String NO_STACK = "no stack in this test";

    @TempDir private static Path folder;

    /** Outcome for a file; each line of the error ends with "|", and "" refuses nothing. */
    record Row(String file, String refusal, int status, long cpuMs, String error) {
        @Override
        public String toString() {
            return file.replaceAll(".*/|\\p{Cntrl}", "");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void playsOrRefusesInOneLineWithinASecond(Row row) {
        if (row.refusal.isEmpty()) {
            assertThat(row.error).isEqualTo("speak: " + NO_STACK + "|");
            assertThat(row.status).isEqualTo(1);
        } else {
            assertThat(row.error).matches("speak: [^|\\p{Cntrl}]+\\|").contains(row.refusal);
            assertThat(row.status).isEqualTo(2);
        }
        assertThat(row.cpuMs).isLessThan(1_000);
    }

    @Test
    void readsTheSamplesAndNothingElse() throws IOException {
        for (Map.Entry<String, WavVariants.Variant> framing : WavVariants.framings().entrySet()) {
            Path file = Files.write(folder.resolve("framing"), framing.getValue().file());
            int samples = framing.getKey().startsWith("truncated") ? 9_999 : 16_000;
            assertThat(Wav.read(file).samples())
                    .as(framing.getKey())
                    .isEqualTo(Arrays.copyOf(WavVariants.speech(), samples));
        }
    }

    static List<Row> rows() throws Exception {
        Map<String, String> refusals = writeFiles();
        Iterator<String> lines = speak(refusals.keySet()).iterator();
        List<Row> rows = new ArrayList<>();
        refusals.forEach(
                (file, refusal) -> {
                    String line = lines.hasNext() ? lines.next() : "-1\t0\tnot reached in time";
                    String[] outcome = line.split("\t", 3);
                    int status = Integer.parseInt(outcome[0]);
                    long cpuMs = Long.parseLong(outcome[1]);
                    rows.add(new Row(file, refusal, status, cpuMs, outcome[2]));
                });
        return rows;
    }

    /** Speaks each file in one process, and returns a line for each. */
    private static List<String> speak(Collection<String> files) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx200m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Speaker.class.getName());
        command.addAll(files);
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectOutput(output.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return Files.readAllLines(output);
    }

    private static Map<String, String> writeFiles() throws Exception {
        Map<String, String> refusals = new LinkedHashMap<>();
        for (Map.Entry<String, WavVariants.Variant> variant : WavVariants.table().entrySet()) {
            Path file = folder.resolve(variant.getKey() + ".wav");
            Files.write(file, variant.getValue().file());
            refusals.put(file.toString(), variant.getValue().refusal());
        }
        refusals.put(sparse("30 minutes", 16_000, 16, 30 * 60 * 32_000), "");
        refusals.put(
                sparse("31 minutes", 8_000, 8, 31 * 60 * 8_000),
                "it lasts 31.0 minutes, more than 30");
        refusals.put(sparse("513 MB", 384_000, 32, 513L << 20), "it has 514 MB, more than 512");
        refusals.put(sparse("3 GB", 16_000, 16, 3L << 30), "it has 3073 MB, more than 512");
        refusals.put(folder.resolve("missing\n\33[2J.wav").toString(), "no such file");
        refusals.put(folder.resolve("stereo.wav/below").toString(), "no such file");
        refusals.put(folder.resolve("a".repeat(300)).toString(), "File name too long");
        refusals.put(folder.toString(), "it is a directory");
        Path loop = folder.resolve("loop.wav");
        refusals.put(Files.createSymbolicLink(loop, loop).toString(), "Too many levels");
        Path secret = Files.writeString(folder.resolve("secret.wav"), "secret");
        if (secret.toFile().setReadable(false) && !Files.isReadable(secret)) {
            refusals.put(secret.toString(), "permission denied");
        }
        refusals.put("/dev/zero", "it is a pipe or a device");
        String pipe = folder.resolve("pipe.wav").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
        refusals.put(pipe, "it is a pipe or a device");
        return refusals;
    }

    /** Writes a second of speech, then silence, of which a sparse file needs none on the disk. */
    private static String sparse(String name, int hertz, int bits, long length) throws IOException {
        Path path = folder.resolve(name + ".wav");
        Files.write(path, WavVariants.beginning(hertz, bits, length));
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(44 + length);
        }
        return path.toString();
    }

    /** Program that speaks files without a stack, and prints a line for each. */
    static final class Speaker {
        private Speaker() {}

        public static void main(String[] files) {
            for (String file : files) {
                long startNs = cpuNs();
                ByteArrayOutputStream error = new ByteArrayOutputStream();
                int status = speak(file, new PrintStream(error, true, StandardCharsets.UTF_8));
                String lines = error.toString(StandardCharsets.UTF_8).replace('\n', '|');
                System.out.println(status + "\t" + (cpuNs() - startNs) / 1_000_000 + "\t" + lines);
            }
        }

        private static int speak(String file, PrintStream error) {
            try {
                SpeakRunner speak =
                        new SpeakRunner(
                                _ -> {
                                    throw new StackUnavailableException(NO_STACK);
                                },
                                System.out);
                return CommandErrors.commandLine(speak, System.out, error).execute(file);
            } catch (Throwable e) {
                error.println(e);
                return -1;
            }
        }

        private static long cpuNs() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
