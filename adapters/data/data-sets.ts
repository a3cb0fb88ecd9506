import type { DataFile, DataSet } from "./data-set.js";
import { readCifarImages } from "./read-cifar.js";
import { readIdxImages } from "./read-idx.js";

interface IdxFile {
  readonly name: string;
  readonly bytes: number;
  readonly md5: string;
  readonly unpacked: number;
  readonly sha256: string;
}

function idxFile({ name, bytes, md5, unpacked, sha256 }: IdxFile): DataFile {
  const contents = [{ name, bytes: unpacked, digest: { algorithm: "sha256", value: sha256 } }] as const;
  return { name: `${name}.gz`, packing: "gzip", bytes, md5, contents };
}

/**
 * MD5 of the packed files: as the project's README prints them. SHA-256 of what is in them: of the files of Debian's package,
 * which are packed again; the MD5 of the same are those by which MindSpore checks its unpacked download.
 *
 * @see https://github.com/zalandoresearch/fashion-mnist
 */
const fashionMnist: DataSet = {
  name: "fashion-mnist",
  description: "70 000 grey images of clothes, 28 × 28, in ten classes (in Debian: dataset-fashion-mnist)",
  url: "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
  folders: ["fashion-mnist", "FashionMNIST/raw", "fashion_mnist", "fashion"],
  files: [
    idxFile({
      name: "train-images-idx3-ubyte",
      bytes: 26_421_880,
      md5: "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
      unpacked: 47_040_016,
      sha256: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    }),
    idxFile({
      name: "train-labels-idx1-ubyte",
      bytes: 29_515,
      md5: "25c81989df183df01b3e8a0aad5dffbe",
      unpacked: 60_008,
      sha256: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    }),
    idxFile({
      name: "t10k-images-idx3-ubyte",
      bytes: 4_422_102,
      md5: "bef4ecab320f06d8554ea6380940ec79",
      unpacked: 7_840_016,
      sha256: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    }),
    idxFile({
      name: "t10k-labels-idx1-ubyte",
      bytes: 5_148,
      md5: "bb300cfdad3c16e7a12a480ee83cd310",
      unpacked: 10_008,
      sha256: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    }),
  ],
  train: { contents: ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"], read: readIdxImages },
  test: { contents: ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"], read: readIdxImages },
};

const cifarBatches = {
  "data_batch_1.bin": "aadd24acce27caa71bf4b10992e9e7b2d74c2540",
  "data_batch_2.bin": "c0ba65cce70568cd57b4e03e9ac8d2a5367c1795",
  "data_batch_3.bin": "1dd00a74ab1d17a6e7d73e185b69dbf31242f295",
  "data_batch_4.bin": "aab85764eb3584312d3c7f65fd2fd016e36a258e",
  "data_batch_5.bin": "26e2849e66a845b7f1e4614ae70f4889ae604628",
  "test_batch.bin": "67eb016db431130d61cd03c7ad570b013799c88c",
};

/**
 * MD5 of the archive: as the data set's page prints it. SHA-1 of the files in it: as Apache MXNet checks them.
 *
 * @see https://www.cs.toronto.edu/~kriz/cifar.html
 */
const cifar10: DataSet = {
  name: "cifar-10",
  description: "60 000 colour images, 32 × 32, in ten classes (the binary version)",
  url: "https://www.cs.toronto.edu/~kriz/",
  folders: [
    "cifar-10",
    "cifar-10-batches-bin",
    "cifar-10/cifar-10-batches-bin",
    "cifar10",
    "cifar-10-binary",
    "CIFAR10",
  ],
  files: [
    {
      name: "cifar-10-binary.tar.gz",
      packing: "tar-gzip",
      bytes: 170_052_171,
      md5: "c32a1d4ab5d03f1284b67883e8d87530",
      contents: Object.entries(cifarBatches).map(([name, value]) => ({
        name,
        bytes: 10_000 * 3073,
        digest: { algorithm: "sha1", value },
      })),
    },
  ],
  train: {
    contents: Object.keys(cifarBatches).filter((name) => name.startsWith("data")),
    read: readCifarImages,
  },
  test: { contents: ["test_batch.bin"], read: readCifarImages },
};

/** The data sets that can be found or fetched. */
export const dataSets: readonly DataSet[] = [fashionMnist, cifar10];
