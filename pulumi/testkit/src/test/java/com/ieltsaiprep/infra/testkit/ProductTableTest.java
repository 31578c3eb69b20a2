package com.ieltsaiprep.infra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.data.ProductTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;

class ProductTableTest {
    @Test
    void listsTheTablesThatTheProgramsUse() {
        assertThat(Arrays.stream(ProductTable.values()).map(Enum::name))
                .containsExactlyElementsOf(Arrays.stream(Table.values()).map(Enum::name).toList());
        assertThat(ProductTable.EXPIRES_AT).isEqualTo(Table.EXPIRES_AT);
    }

    @ParameterizedTest
    @EnumSource
    void definesATableAsTheProgramsUseIt(Table table) {
        ProductTable deployed = ProductTable.valueOf(table.name());
        String indexed = table.indexedAttribute();

        assertThat(new Names("prod").table(deployed.slug())).isEqualTo(table.name("prod"));
        assertThat(deployed.variable()).isEqualTo(table.variable());
        assertThat(deployed.hashKey()).isEqualTo(table.hashKey());
        assertThat(deployed.rangeKey()).isEqualTo(table.rangeKey());
        assertThat(deployed.indexedAttribute()).isEqualTo(indexed);
        assertThat(deployed.index()).isEqualTo(indexed == null ? null : Table.index(indexed));
    }
}
