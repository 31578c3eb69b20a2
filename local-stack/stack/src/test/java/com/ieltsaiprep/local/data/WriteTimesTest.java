package com.ieltsaiprep.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

final class WriteTimesTest {
    /** Writes at 1, 2, 3 … and the stream's records: W is a write, D a deletion. */
    @ParameterizedTest
    @CsvSource({
        "W, W, 1",
        "WW, WW, 2",
        "D, D, 1",
        "DD, D, 1",
        "DW, W, 2",
        "WDD, WD, 2",
        "DWD, WD, 3",
        "DDWD, DWD, 4",
        "WDDW, WDW, 4",
        "WW, W, 1",
        "WD, DW, 2",
    })
    void lastRecordHasTheTimeOfTheWriteThatMadeIt(String writes, String records, long time) {
        WriteTimes times = new WriteTimes();
        for (int i = 0; i < writes.length(); i++) {
            times.add(i + 1, writes.charAt(i) == 'D');
        }
        List<JsonNode> stream = records.chars().mapToObj(WriteTimesTest::record).toList();
        assertThat(times.ofLast(stream)).isEqualTo(time);
    }

    private static JsonNode record(int kind) {
        ObjectNode record = JsonValues.object();
        if (kind == 'W') {
            record.putObject("NewImage");
        }
        return record;
    }
}
