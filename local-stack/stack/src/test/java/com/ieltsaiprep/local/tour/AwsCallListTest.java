package com.ieltsaiprep.local.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.wire.AwsCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

final class AwsCallListTest {
    private static final AwsCall GET = call("dynamodb:GetItem");
    private static final AwsCall PUT = call("dynamodb:PutItem");
    private static final AwsCall QUERY = call("dynamodb:Query");

    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadAsCertain() throws IOException {
        Path file = folder.resolve("target/aws-calls.json");
        AwsCallList.write(file, new TreeSet<>(Set.of(PUT, GET)));

        assertThat(Files.readString(file))
                .isEqualTo(
                        """
                        {
                          "calls": [
                            {"role":"auth","roleRegion":"eu-west-1","action":"dynamodb:GetItem","region":"us-east-1","resource":"table/users"},
                            {"role":"auth","roleRegion":"eu-west-1","action":"dynamodb:PutItem","region":"us-east-1","resource":"table/users"}
                          ]
                        }
                        """);
        AwsCallList list = AwsCallList.read(file);
        assertThat(list.certain()).containsExactly(GET, PUT);
        assertThat(list.sometimes()).isEmpty();
    }

    @Test
    void isComparedBothWays() {
        AwsCallList list = new AwsCallList(new TreeSet<>(Set.of(GET)), new TreeSet<>());

        assertThat(list.unlisted(List.of(GET, PUT))).containsExactly(PUT);
        assertThat(list.notMade(List.of(PUT))).containsExactly(GET);
        assertThat(list.unlisted(List.of(GET))).isEmpty();
        assertThat(list.notMade(List.of(GET))).isEmpty();
    }

    @Test
    void aCallThatDependsOnTimingMayBeMadeOrNot() throws IOException {
        Path file = folder.resolve("list.json");
        AwsCallList.write(file, new TreeSet<>(Set.of(QUERY)));
        Files.writeString(file, Files.readString(file).replace("}\n", ",\"sometimes\":true}\n"));
        AwsCallList list = AwsCallList.read(file);

        assertThat(list.unlisted(List.of(QUERY))).isEmpty();
        assertThat(list.notMade(List.of())).isEmpty();
    }

    private static AwsCall call(String action) {
        return new AwsCall("auth", "eu-west-1", action, "us-east-1", "table/users");
    }
}
