package org.llmregistry.audit.tile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of tiles, by the examples of c2sp.org/tlog-tiles.
class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "000, 0, 256",
        "001.p/17, 1, 17",
        "999, 999, 256",
        "x001/000, 1000, 256",
        "x001/x234/067.p/255, 1234067, 255"
    })
    void a_path_and_its_number_are_one(String path, long n, int width) {
        assertThat(TilePath.parse(path)).contains(new TilePath(n, width));
        assertThat(new TilePath(n, width)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00",
                "0000",
                "x000/001",
                "001/002",
                "x001",
                "000.p/0",
                "000.p/256",
                "000.p/07",
                "000.p/",
                "000/",
                "../000",
                "000.p/1/2"
            })
    void what_is_no_path_of_a_tile_names_none(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }

    /// 70,000 entries are 273 full tiles of level 0 and 112 hashes, one full of level 1 and 17, one hash of level 2.
    @Test
    void a_tree_has_the_tiles_that_are_complete_in_it() {
        long size = 70_000;
        assertThat(new TilePath(272, 256).fits(0, size)).isTrue();
        assertThat(new TilePath(273, 112).fits(0, size)).isTrue();
        assertThat(new TilePath(273, 113).fits(0, size)).isFalse();
        assertThat(new TilePath(0, 256).fits(1, size)).isTrue();
        assertThat(new TilePath(1, 17).fits(1, size)).isTrue();
        assertThat(new TilePath(1, 18).fits(1, size)).isFalse();
        assertThat(new TilePath(0, 1).fits(2, size)).isTrue();
        assertThat(new TilePath(0, 2).fits(2, size)).isFalse();
        assertThat(new TilePath(999_999_999_999_999_999L, 1).fits(0, size)).isFalse();
    }
}
